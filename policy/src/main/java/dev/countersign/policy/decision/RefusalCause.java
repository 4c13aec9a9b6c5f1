package dev.countersign.policy.decision;

import java.util.Locale;

/** Why a call was refused, finer than the code that the client is told. */
public enum RefusalCause {
  // certificate_required
  /** The client sent no certificate although it was asked. */
  NONE_SENT,
  /** The connection was made for a host that asks for none, or before one was needed. */
  NOT_ASKED,

  // certificate_not_allowed
  /** What the client sent is over the limits or is no certificate. */
  UNREADABLE,
  /** In no store, and the API lists no CA under which it could be; or it is self-signed. */
  UNKNOWN,
  /** In the company's store, and on no list. */
  KNOWN_NOT_LISTED,
  /** On the list of another API of the company. */
  LISTED_ELSEWHERE,
  /** Looks like the renewal of a listed certificate. */
  RENEWAL_NOT_LISTED,
  /** A listed certificate stood behind the one that the client proved. */
  SENT_BUT_NOT_PROVEN,
  ISSUER_UNKNOWN,
  USAGE_NOT_CLIENT,
  PATH_TOO_LONG,
  NAME_NOT_PERMITTED,
  ISSUER_NOT_CA,
  ISSUER_EXPIRED,
  ISSUER_NOT_YET_VALID,
  ISSUER_REVOKED,
  SIGNATURE_INVALID,
  CRITICAL_EXTENSION_UNKNOWN,
  EXTENSION_MALFORMED,
  KEY_TOO_WEAK,
  POLICY_NOT_ACCEPTABLE,
  /** The search for a path was given up (G17). */
  SEARCH_LIMIT,

  // certificate_expired, certificate_not_yet_valid, certificate_revoked
  /** The client's own certificate is at fault. */
  LEAF,

  // token_missing
  ABSENT,
  OTHER_SCHEME,
  OTHER_HEADER,

  // token_invalid; UNKNOWN too
  MALFORMED,
  EXPIRED,
  REVOKED,
  SUSPENDED,
  BOUND_ELSEWHERE,
  /** The presented certificate and a bound one are each other's renewal. */
  BINDING_RETIRED,

  // token_not_permitted
  OTHER_API,

  // request_malformed
  HOST_MALFORMED,
  TARGET_MALFORMED,
  TOKEN_TWICE,

  // route_not_found
  HOST_UNKNOWN,
  PATH_UNKNOWN;

  /** As in a refusal record: {@code known_not_listed}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
