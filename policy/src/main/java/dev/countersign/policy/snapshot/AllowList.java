package dev.countersign.policy.snapshot;

import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.index.PersistentIndex;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API's allow list, and which of its entries are CAs that the company's store holds.
 *
 * <p>An entry alone grants nothing: whether its certificate is in the store is asked of the {@link
 * Snapshot}.
 */
public final class AllowList {
  private static final Object NO_AUTHORITIES = new Object();

  private final String apiId;
  private final PersistentIndex<Fingerprint, Fingerprint> entries;
  private final PersistentIndex<Fingerprint, Fingerprint> authorities;

  private final Object authoritiesIdentity;

  private AllowList(
      String apiId,
      PersistentIndex<Fingerprint, Fingerprint> entries,
      PersistentIndex<Fingerprint, Fingerprint> authorities,
      Object authoritiesIdentity) {
    this.authoritiesIdentity = authoritiesIdentity;
    this.apiId = apiId;
    this.entries = entries;
    this.authorities = authorities;
  }

  static AllowList empty(String apiId) {
    return new AllowList(
        apiId,
        PersistentIndex.of(SnapshotKeys.FINGERPRINTS),
        PersistentIndex.of(SnapshotKeys.FINGERPRINTS),
        NO_AUTHORITIES);
  }

  String apiId() {
    return apiId;
  }

  /** How many entries it has. */
  public int size() {
    return entries.size();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  boolean hasEntry(Fingerprint certificate) {
    return entries.contains(certificate);
  }

  /** Whether this is a listed CA that the store holds. */
  public boolean isAuthority(Fingerprint certificate) {
    return authorities.contains(certificate);
  }

  /** Whether any CA that the store holds is listed. */
  public boolean namesAuthorities() {
    return !authorities.isEmpty();
  }

  /**
   * Stands for the set of listed CAs: the same object as long as that set stays the same, whatever
   * else changes. A key for caches, to be compared by identity.
   */
  public Object authoritiesIdentity() {
    return authoritiesIdentity;
  }

  /** Some of the entries, CAs first. */
  List<Fingerprint> some(int limit) {
    List<Fingerprint> some = authorities.some(limit);
    for (Iterator<Fingerprint> each = entries.iterator(); each.hasNext() && some.size() < limit; ) {
      Fingerprint entry = each.next();
      if (!isAuthority(entry)) {
        some.add(entry);
      }
    }
    return some;
  }

  Iterator<Fingerprint> iterator() {
    return entries.iterator();
  }

  AllowList with(Fingerprint certificate) {
    return changed(entries.with(certificate), authorities);
  }

  AllowList without(Fingerprint certificate) {
    return changed(entries.without(certificate), authorities.without(certificate));
  }

  /** With what the store says of this certificate now; null where it does not have it. */
  AllowList judged(Fingerprint certificate, @Nullable StoredCertificate stored) {
    boolean counts = stored != null && stored.isCa() && hasEntry(certificate);
    if (counts == isAuthority(certificate)) {
      return this;
    }
    return changed(
        entries, counts ? authorities.with(certificate) : authorities.without(certificate));
  }

  AllowList withoutAuthorities() {
    return namesAuthorities() ? changed(entries, empty(apiId).authorities) : this;
  }

  private AllowList changed(
      PersistentIndex<Fingerprint, Fingerprint> changedEntries,
      PersistentIndex<Fingerprint, Fingerprint> changedAuthorities) {
    return changedEntries == entries && changedAuthorities == authorities
        ? this
        : new AllowList(
            apiId,
            changedEntries,
            changedAuthorities,
            changedAuthorities == authorities ? authoritiesIdentity : new Object());
  }
}
