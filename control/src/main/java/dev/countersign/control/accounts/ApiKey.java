package dev.countersign.control.accounts;

import java.time.Instant;
import java.util.Set;

/** An API key's record; the key itself is stored nowhere. */
@SuppressWarnings("ArrayRecordComponent") // Only ever compared by MessageDigest.isEqual.
record ApiKey(
    String id,
    String companyId,
    boolean ofFirstCompany,
    String name,
    byte[] hash,
    Set<Scope> scopes,
    Instant createdAt) {

  Caller caller(ApiKeySecret secret) {
    return new Caller(companyId, id, name, ofFirstCompany, scopes, secret);
  }
}
