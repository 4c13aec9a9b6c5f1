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

  ApiKeyCaller caller(ApiKeySecret secret, String address) {
    return new ApiKeyCaller(
        companyId, id, name, ofFirstCompany, Scope.permissions(scopes), secret, address);
  }
}
