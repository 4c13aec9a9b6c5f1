package dev.countersign.control.provider.certificates;

import dev.countersign.control.feed.FeedPublisher;
import dev.countersign.control.web.Cursor;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.configuration.StoredCertificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The certificate stores of all companies, each seen by its own company alone (S7). */
@Component
public class Certificates {

  private final CertificateRepository certificates;
  private final ObjectProvider<CertificateUser> users;
  private final FeedPublisher feed;
  private final InstantSource clock;

  Certificates(
      CertificateRepository certificates,
      ObjectProvider<CertificateUser> users,
      FeedPublisher feed,
      InstantSource clock) {
    this.certificates = certificates;
    this.users = users;
    this.feed = feed;
    this.clock = clock;
  }

  /** S1, S2. */
  @Transactional
  CertificateView add(String companyId, UploadedFile file) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    CertificateUpload upload = CertificateUpload.judge(companyId, file, now);
    if (!certificates.insert(upload.row())) {
      throw exists(upload.row().id());
    }
    publish(upload.row());
    return CertificateView.of(upload.row(), now).withWarnings(upload.warnings());
  }

  private static ProblemException exists(String id) {
    return new ProblemException(
        ProblemType.CERTIFICATE_EXISTS,
        "The store already has this certificate under the id %s.".formatted(id),
        Map.of("id", id));
  }

  /** S6. */
  CertificateView validate(String companyId, UploadedFile file) {
    Instant now = clock.instant();
    return CertificateView.notStored(CertificateUpload.judge(companyId, file, now), now);
  }

  CertificateView get(String companyId, String id) {
    return CertificateView.of(find(companyId, id), clock.instant());
  }

  private CertificateRow find(String companyId, String id) {
    return certificates.find(companyId, id).orElseThrow(() -> unknown(id));
  }

  Page<CertificateView> page(String companyId, CertificateFilter filter, PageRequest page) {
    Instant now = clock.instant();
    return Page.of(
            certificates.page(companyId, filter, page, now),
            page.limit(),
            row -> new Cursor(row.createdAt(), row.id()))
        .map(row -> CertificateView.of(row, now));
  }

  CertificateUsage usage(String companyId, String id) {
    return certificates.usage(find(companyId, id));
  }

  /** S5: what is in use is deleted only by saying so. */
  @Transactional
  void delete(String companyId, String id, boolean force) {
    CertificateRow row = certificates.lock(companyId, id).orElseThrow(() -> unknown(id));
    CertificateUsage usage = certificates.usage(row);
    if (!force && !usage.isNone()) {
      throw new ProblemException(
          ProblemType.CERTIFICATE_IN_USE,
          usage.revoked()
              ? "It is revoked, and deleting it would forget that: its holder gets in again where"
                  + " its CA is listed. To delete it all the same, add ?force=true."
              : "What uses it would refuse its callers. To delete it all the same, add ?force=true.",
          Map.of("usage", usage));
    }
    users.orderedStream().forEach(user -> user.release(companyId, id));
    certificates.delete(companyId, id);
    feed.publish(List.of(new Change.Remove(row.toConfiguration().key())));
  }

  /** S9: puts it on the company's deny list. */
  @Transactional
  void revoke(String companyId, String id) {
    mark(companyId, id, clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  /** Takes it off the deny list. */
  @Transactional
  void liftRevocation(String companyId, String id) {
    mark(companyId, id, null);
  }

  private void mark(String companyId, String id, @Nullable Instant revokedAt) {
    CertificateRow row = certificates.lock(companyId, id).orElseThrow(() -> unknown(id));
    if ((row.revokedAt() == null) == (revokedAt == null)) {
      return;
    }
    certificates.revoke(companyId, id, revokedAt);
    publish(row.revoked(revokedAt));
  }

  /**
   * Those of these that are in the company's store. They stay there until the transaction ends; the
   * caller locks them before anything of its own.
   */
  public Set<String> holdFast(String companyId, Collection<String> ids) {
    return ids.isEmpty() ? Set.of() : certificates.lockAgainstDeletion(companyId, ids);
  }

  /** What of the company's store a decision on this certificate can depend on. */
  public List<StoredCertificate> related(
      String companyId, Collection<String> ids, long subjectHash, long keyHash) {
    return certificates.related(companyId, ids, subjectHash, keyHash).stream()
        .map(CertificateRow::toConfiguration)
        .toList();
  }

  /** Every company's certificates, as gateways are told of them. */
  public void configuration(int fetchSize, Consumer<? super Entity> sink) {
    certificates.all(fetchSize, row -> sink.accept(row.toConfiguration()));
  }

  /** A certificate that is not in the company's store, whether or not in another's. */
  public static ProblemException unknown(String id) {
    return ProblemException.notFound("certificate", id);
  }

  private void publish(CertificateRow row) {
    feed.publish(List.of(new Change.Put(row.toConfiguration())));
  }
}
