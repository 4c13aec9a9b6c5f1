package dev.countersign.policy.snapshot;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.ChainingName;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.pki.trust.IssuerPool;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.index.PersistentIndex;
import dev.countersign.policy.snapshot.SnapshotKeys.Alike;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One company's certificate store and its APIs. */
public final class CompanyStore {
  /** Of CAs that share a subject no more are looked at; a path's search is bounded anyway. */
  private static final int ISSUERS_PER_SUBJECT = 100;

  private final String companyId;
  private final PersistentIndex<Fingerprint, StoredCertificate> certificates;
  private final PersistentIndex<Alike, StoredCertificate> bySubject;
  private final PersistentIndex<Alike, StoredCertificate> byKey;
  private final Authorities authorities;
  private final PersistentIndex<String, ApiConfiguration> apis;

  private CompanyStore(
      String companyId,
      PersistentIndex<Fingerprint, StoredCertificate> certificates,
      PersistentIndex<Alike, StoredCertificate> bySubject,
      PersistentIndex<Alike, StoredCertificate> byKey,
      Authorities authorities,
      PersistentIndex<String, ApiConfiguration> apis) {
    this.companyId = companyId;
    this.certificates = certificates;
    this.bySubject = bySubject;
    this.byKey = byKey;
    this.authorities = authorities;
    this.apis = apis;
  }

  static CompanyStore empty(String companyId) {
    return new CompanyStore(
        companyId,
        PersistentIndex.of(SnapshotKeys.CERTIFICATES),
        PersistentIndex.of(SnapshotKeys.SAME_SUBJECT),
        PersistentIndex.of(SnapshotKeys.SAME_KEY),
        new Authorities(PersistentIndex.of(SnapshotKeys.AUTHORITIES)),
        PersistentIndex.of(SnapshotKeys.APIS));
  }

  /** The company. */
  public String companyId() {
    return companyId;
  }

  /** The certificate with this fingerprint, or null. */
  public @Nullable StoredCertificate certificate(Fingerprint fingerprint) {
    return certificates.find(fingerprint);
  }

  /** The company's CA certificates, for building paths. */
  public IssuerPool issuers() {
    return authorities;
  }

  /**
   * Stands for the set of the company's CA certificates: the same object as long as that set stays
   * the same. A key for caches, to be compared by identity.
   */
  public Object issuersIdentity() {
    return authorities.identity;
  }

  /** Certificates with the same subject, to the eye: some, and for messages alone. */
  public List<StoredCertificate> withSubjectLike(long subjectHash, int limit) {
    return alike(bySubject, subjectHash, limit).stream()
        .filter(stored -> stored.subjectHash() == subjectHash)
        .toList();
  }

  /** Certificates with the same key, to the eye: some, and for messages alone. */
  public List<StoredCertificate> withKeyLike(long keyHash, int limit) {
    return alike(byKey, keyHash, limit).stream()
        .filter(stored -> stored.keyHash() == keyHash)
        .toList();
  }

  /** The company's APIs, in no order. */
  Iterator<ApiConfiguration> apis() {
    return apis.iterator();
  }

  Iterator<StoredCertificate> certificates() {
    return certificates.iterator();
  }

  int certificateCount() {
    return certificates.size();
  }

  int authorityCount() {
    return authorities.bySubject.size();
  }

  void eachAuthority(java.util.function.Consumer<StoredCertificate> consumer) {
    authorities.bySubject.forEach(consumer);
  }

  boolean isEmpty() {
    return certificates.isEmpty() && apis.isEmpty();
  }

  CompanyStore with(ApiConfiguration api) {
    return new CompanyStore(companyId, certificates, bySubject, byKey, authorities, apis.with(api));
  }

  CompanyStore without(ApiConfiguration api) {
    return new CompanyStore(
        companyId, certificates, bySubject, byKey, authorities, apis.without(api.id()));
  }

  CompanyStore with(StoredCertificate stored) {
    CompanyStore free = without(stored.fingerprint());
    return new CompanyStore(
        companyId,
        free.certificates.with(stored),
        free.bySubject.with(stored),
        free.byKey.with(stored),
        sameAuthority(certificates.find(stored.fingerprint()), stored)
            ? authorities
            : free.authorities.with(stored),
        apis);
  }

  CompanyStore without(Fingerprint fingerprint) {
    StoredCertificate former = certificates.find(fingerprint);
    if (former == null) {
      return this;
    }
    return new CompanyStore(
        companyId,
        certificates.without(fingerprint),
        bySubject.without(SnapshotKeys.SAME_SUBJECT.keyOf(former)),
        byKey.without(SnapshotKeys.SAME_KEY.keyOf(former)),
        authorities.without(former),
        apis);
  }

  /** A new name alone does not make another CA of it, nor flush what caches know. */
  private static boolean sameAuthority(
      @Nullable StoredCertificate former, StoredCertificate stored) {
    return former != null
        && former.revoked() == stored.revoked()
        && Objects.equals(former.authority(), stored.authority());
  }

  private static List<StoredCertificate> alike(
      PersistentIndex<Alike, StoredCertificate> index, long hash, int limit) {
    return index.beginning(hash, Alike.SHARED_LEVELS, limit);
  }

  private static final class Authorities implements IssuerPool {
    private final PersistentIndex<Alike, StoredCertificate> bySubject;
    private final Object identity = new Object();

    Authorities(PersistentIndex<Alike, StoredCertificate> bySubject) {
      this.bySubject = bySubject;
    }

    @Override
    public Collection<Certificate> withSubject(ChainingName subject) {
      return alike(bySubject, SnapshotKeys.hashOf(subject), ISSUERS_PER_SUBJECT).stream()
          .map(stored -> Objects.requireNonNull(stored.authority()))
          .filter(authority -> authority.subjectName().equals(subject))
          .toList();
    }

    Authorities with(StoredCertificate stored) {
      return stored.isCa() ? new Authorities(bySubject.with(stored)) : this;
    }

    Authorities without(StoredCertificate stored) {
      return stored.isCa()
          ? new Authorities(bySubject.without(SnapshotKeys.AUTHORITIES.keyOf(stored)))
          : this;
    }
  }
}
