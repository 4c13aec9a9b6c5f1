package dev.countersign.pki.trust;

/**
 * Why no path from a client certificate to a listed CA holds, from the farthest from success to the
 * nearest: where several paths fail, the one with the latest of these is told.
 */
public enum PathFault {
  /** No issuer of the leaf, or of a certificate above it, was sent or is stored. */
  ISSUER_UNKNOWN,
  /** The leaf vouches for itself and is not issued under any listed CA. */
  SELF_SIGNED,
  /** A certificate names this issuer but the issuer's key did not sign it. */
  SIGNATURE_INVALID,
  /** The search was given up: too many signatures, names or paths to look at. */
  SEARCH_LIMIT,
  /** An issuer in the path is no CA, or may not sign certificates. */
  ISSUER_NOT_CA,
  /** An extension of a certificate in the path cannot be read. */
  EXTENSION_MALFORMED,
  /** A certificate in the path has a critical extension that is not known here. */
  CRITICAL_EXTENSION_UNKNOWN,
  /** A key or signature algorithm in the path is weak or unknown. */
  KEY_TOO_WEAK,
  /** There are more certificates in the path than an issuer allows. */
  PATH_TOO_LONG,
  /** A name lies outside of what an issuer may certify. */
  NAME_NOT_PERMITTED,
  /** The certificate policies of the path leave none that is acceptable. */
  POLICY_NOT_ACCEPTABLE,
  /** Revocation lists are required and do not clear a certificate of the path. */
  REVOCATION_UNKNOWN,
  /** An issuer in the path is revoked. */
  ISSUER_REVOKED,
  /** An issuer in the path is past its notAfter. */
  ISSUER_EXPIRED,
  /** An issuer in the path is before its notBefore. */
  ISSUER_NOT_YET_VALID,
  /** The path holds but for the leaf's usage. */
  USAGE_NOT_CLIENT,
  /** The path holds but for the leaf's notBefore. */
  LEAF_NOT_YET_VALID,
  /** The path holds but for the leaf's notAfter. */
  LEAF_EXPIRED,
  /** The path holds but the leaf is revoked. */
  LEAF_REVOKED
}
