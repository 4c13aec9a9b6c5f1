package dev.countersign.control.accounts.apikeys;

import dev.countersign.control.accounts.ApiKeyCaller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.web.Ids;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key's record; the key itself is stored nowhere.
 *
 * @param ownerId the person whose key it is; null for a service's
 * @param madeBy the name of whoever made it
 * @param expiresAt from when on it opens nothing; null for never
 * @param lastUsedAt to the minute; null until then
 */
@SuppressWarnings("ArrayRecordComponent") // Only ever compared by MessageDigest.isEqual.
record ApiKey(
    String id,
    String companyId,
    boolean ofFirstCompany,
    String name,
    byte[] hash,
    Set<Scope> scopes,
    @Nullable String ownerId,
    @Nullable String ownerName,
    String madeBy,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    Instant createdAt) {

  /** The key with which an installation begins. */
  static ApiKey first(String companyId, ApiKeySecret secret, Instant now) {
    return new ApiKey(
        Ids.next(),
        companyId,
        true,
        "First key",
        secret.hash(),
        EnumSet.allOf(Scope.class),
        null,
        null,
        "the first start",
        null,
        null,
        now);
  }

  boolean isPersonal() {
    return ownerId != null;
  }

  boolean isExpiredAt(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /**
   * Who bears it.
   *
   * @param permitted what the owner may now; all that the scopes say where there is no owner
   */
  ApiKeyCaller caller(Set<Permission> permitted, ApiKeySecret secret, String address) {
    Set<Permission> both = EnumSet.noneOf(Permission.class);
    both.addAll(Scope.permissions(scopes));
    both.retainAll(permitted);
    return new ApiKeyCaller(
        companyId, id, displayName(), ofFirstCompany, both, ownerId, secret, address);
  }

  /** Its name, and whose it is. */
  private String displayName() {
    return isPersonal() ? "%s (%s)".formatted(name, Objects.requireNonNull(ownerName)) : name;
  }
}
