package dev.countersign.control.web;

import org.springframework.http.HttpStatus;

/** Every problem that the REST API answers: its code, its status and its title. */
public enum ProblemType {
  REQUEST_MALFORMED(HttpStatus.BAD_REQUEST, "The request cannot be read"),
  UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "An API key is needed"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "This is not permitted"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This address does not take that method"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer is not available in that media type"),
  STALE(HttpStatus.PRECONDITION_FAILED, "It was changed meanwhile"),
  BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request body is too large"),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "That media type is not taken here"),
  INVALID_FIELDS(HttpStatus.UNPROCESSABLE_CONTENT, "Some fields cannot be accepted"),
  IDEMPOTENCY_KEY_REUSED(
      HttpStatus.UNPROCESSABLE_CONTENT, "The Idempotency-Key belongs to another request"),
  API_KEY_IN_USE(HttpStatus.CONFLICT, "The API key is the one in use"),
  ROLE_FIXED(HttpStatus.CONFLICT, "The role stays as it is"),
  ROLE_IN_USE(HttpStatus.CONFLICT, "The role is in use"),
  LAST_ADMINISTRATOR(HttpStatus.CONFLICT, "A company keeps an administrator"),
  INVITATION_VOID(HttpStatus.GONE, "The invitation opens nothing any more"),
  INVITATION_OF_ANOTHER(HttpStatus.FORBIDDEN, "The invitation is for another address"),
  CERTIFICATE_EXISTS(HttpStatus.CONFLICT, "The certificate is already in the store"),
  CERTIFICATE_IN_USE(HttpStatus.CONFLICT, "The certificate is in use"),
  CERTIFICATE_EXPIRED(HttpStatus.UNPROCESSABLE_CONTENT, "The certificate has expired"),
  CERTIFICATE_UNREADABLE(HttpStatus.UNPROCESSABLE_CONTENT, "The certificate cannot be taken"),
  ROUTE_TAKEN(HttpStatus.CONFLICT, "Host and listen path belong to another API"),
  ENROLMENT_REFUSED(HttpStatus.FORBIDDEN, "The gateway cannot be enrolled"),
  GATEWAY_REFUSED(HttpStatus.FORBIDDEN, "The feed is not open to this caller"),
  GATEWAY_IN_PROCESS(HttpStatus.CONFLICT, "The gateway belongs to a control plane"),
  SNAPSHOT_NEEDED(HttpStatus.GONE, "The changes since then are not kept"),
  LINK_OVER(HttpStatus.GONE, "The link does not work any more"),
  TOO_MANY_ATTEMPTS(HttpStatus.TOO_MANY_REQUESTS, "Too many attempts"),
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something failed inside"),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer");

  private final HttpStatus status;
  private final String title;

  ProblemType(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The code that programs go by. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The HTTP status. */
  public HttpStatus status() {
    return status;
  }

  /** What it is, in a few words that are always the same. */
  public String title() {
    return title;
  }
}
