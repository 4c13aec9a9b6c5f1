package dev.countersign.policy.answer;

import dev.countersign.pki.certificate.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * All that a refused client is told.
 *
 * @param error the message as older gateways gave it
 * @param wwwAuthenticate the header of this name, which every 401 has; null for none
 * @param retryAfter the header of this name; null for none
 */
public record Answer(
    RefusalCode code,
    String error,
    @Nullable String wwwAuthenticate,
    @Nullable Duration retryAfter) {

  /** The answer with this code and nothing beyond the table. */
  public static Answer of(RefusalCode code) {
    return new Answer(code, code.error(), challenge(code), null);
  }

  /** {@link RefusalCode#CERTIFICATE_NOT_ALLOWED} for the certificate that the client proved. */
  public static Answer certificateNotAllowed(Fingerprint leaf) {
    return new Answer(
        RefusalCode.CERTIFICATE_NOT_ALLOWED,
        "Certificate with SHA256 " + leaf + " not allowed",
        null,
        null);
  }

  /** {@link RefusalCode#QUOTA_EXCEEDED}, with when it renews, in whole seconds. */
  public static Answer quotaExceeded(Instant renews) {
    Instant shown = renews.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
    return new Answer(
        RefusalCode.QUOTA_EXCEEDED,
        RefusalCode.QUOTA_EXCEEDED.error() + "; it renews at " + shown,
        null,
        null);
  }

  /** The same answer, with the time after which it is worth to come back. */
  public Answer retryAfter(Duration time) {
    return new Answer(code, error, wwwAuthenticate, time);
  }

  /** The HTTP status. */
  public int status() {
    return code.status();
  }

  /** RFC 6750, section 3: the error is named only where a token was given. */
  private static @Nullable String challenge(RefusalCode code) {
    return switch (code) {
      case TOKEN_MISSING -> "Bearer";
      case TOKEN_INVALID -> "Bearer error=\"invalid_token\"";
      default -> null;
    };
  }
}
