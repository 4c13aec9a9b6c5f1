package dev.countersign.policy.answer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every way in which a gateway refuses a request: the table of answers. */
public enum RefusalCode {
  ROUTE_NOT_FOUND(404, "No API is published here"),
  TLS_REQUIRED(403, "This API is served over TLS only", "TLS not enabled"),
  CERTIFICATE_REQUIRED(
      403, "A client certificate is required", "Client TLS certificate is required"),
  /** Its legacy text names the certificate: {@link Answer#certificateNotAllowed}. */
  CERTIFICATE_NOT_ALLOWED(403, "The client certificate is not allowed"),
  CERTIFICATE_EXPIRED(403, "The client certificate has expired", "Certificate has expired"),
  CERTIFICATE_NOT_YET_VALID(403, "The client certificate is not valid yet"),
  CERTIFICATE_REVOKED(403, "The client certificate is revoked"),
  TOKEN_MISSING(401, "An access token is required", "Authorization field missing"),
  TOKEN_INVALID(401, "The access token is not accepted", "Access to this API has been disallowed"),
  TOKEN_NOT_PERMITTED(
      403, "The access token is not for this API", "Access to this API has been disallowed"),
  RATE_LIMITED(429, "Too many requests"),
  QUOTA_EXCEEDED(429, "The quota is used up"),
  UPSTREAM_UNREACHABLE(502, "The API's server cannot be reached"),
  UPSTREAM_FAILED(502, "The API's server failed"),
  UPSTREAM_TIMEOUT(504, "The API's server did not answer in time"),
  REQUEST_MALFORMED(400, "The request is malformed"),
  REQUEST_TIMEOUT(408, "The request did not arrive in time"),
  HEADERS_TOO_LARGE(431, "The request's headers are too large"),
  BODY_TOO_LARGE(413, "The request's body is too large"),
  /** The connection was made for a host that treats client certificates differently (G9). */
  MISDIRECTED_REQUEST(421, "This connection is not for this host"),
  NOT_READY(503, "The gateway has no configuration yet");

  private final int status;
  private final String title;
  private final String error;

  RefusalCode(int status, String title) {
    this(status, title, title);
  }

  RefusalCode(int status, String title, String error) {
    this.status = status;
    this.title = title;
    this.error = error;
  }

  /** As in the answer: {@code certificate_required}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** One line for people. */
  public String title() {
    return title;
  }

  /** What gateways before this one told in {@code error}; the title where they told nothing. */
  String error() {
    return error;
  }

  /** The code with this text, or null. */
  public static @Nullable RefusalCode of(String code) {
    for (RefusalCode each : values()) {
      if (each.code().equals(code)) {
        return each;
      }
    }
    return null;
  }
}
