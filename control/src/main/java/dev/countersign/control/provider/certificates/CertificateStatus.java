package dev.countersign.control.provider.certificates;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.countersign.control.shell.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** Where a certificate is in its life. */
public enum CertificateStatus {
  VALID(Tone.OK, "c.not_before <= :now AND c.not_after >= :soon AND c.revoked_at IS NULL"),
  EXPIRING(
      Tone.WARN,
      "c.not_before <= :now AND c.not_after BETWEEN :now AND :soon AND c.revoked_at IS NULL"),
  EXPIRED(Tone.BAD, "c.not_after < :now AND c.revoked_at IS NULL"),
  NOT_YET_VALID(Tone.INFO, "c.not_before > :now AND c.revoked_at IS NULL"),
  REVOKED(Tone.BAD, "c.revoked_at IS NOT NULL");

  /** How long before its end a certificate counts as expiring: as pki warns. */
  static final Duration SOON = Duration.ofDays(30);

  private final Tone tone;
  private final String condition;

  CertificateStatus(Tone tone, String condition) {
    this.tone = tone;
    this.condition = condition;
  }

  static CertificateStatus of(CertificateRow row, Instant now) {
    if (row.revokedAt() != null) {
      return REVOKED;
    }
    if (now.isBefore(row.notBefore())) {
      return NOT_YET_VALID;
    }
    if (now.isAfter(row.notAfter())) {
      return EXPIRED;
    }
    return row.notAfter().isBefore(now.plus(SOON)) ? EXPIRING : VALID;
  }

  static CertificateStatus parse(String code) {
    return Arrays.stream(values())
        .filter(status -> status.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no such status"));
  }

  /** Whether an API that lists it lets its client in now. */
  public boolean letsIn() {
    return this == VALID || this == EXPIRING;
  }

  /** How it is meant, wherever it is shown. */
  public Tone tone() {
    return tone;
  }

  /** The same judgement in SQL, of a certificate {@code c}. */
  String condition() {
    return condition;
  }

  @JsonValue
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
