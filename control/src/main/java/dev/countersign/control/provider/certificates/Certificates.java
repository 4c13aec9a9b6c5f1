package dev.countersign.control.provider.certificates;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.feed.FeedPublisher;
import dev.countersign.control.web.EntityTag;
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
import java.util.Objects;
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
  private final CertificateSummaryRepository summaries;
  private final CertificateUsesRepository uses;
  private final CompletedPaths completed;
  private final ObjectProvider<CertificateUser> users;
  private final FeedPublisher feed;
  private final AuditTrail audit;
  private final InstantSource clock;

  Certificates(
      CertificateRepository certificates,
      CertificateSummaryRepository summaries,
      CertificateUsesRepository uses,
      CompletedPaths completed,
      ObjectProvider<CertificateUser> users,
      FeedPublisher feed,
      AuditTrail audit,
      InstantSource clock) {
    this.certificates = certificates;
    this.summaries = summaries;
    this.uses = uses;
    this.completed = completed;
    this.users = users;
    this.feed = feed;
    this.audit = audit;
    this.clock = clock;
  }

  /** S1, S2. */
  @Transactional
  CertificateView.Versioned add(Caller caller, UploadedFile file) {
    return add(caller, file, null);
  }

  /**
   * The same of one that follows another.
   *
   * @param successorOf one of the store; null for none
   */
  @Transactional
  CertificateView.Versioned add(Caller caller, UploadedFile file, @Nullable String successorOf) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    CertificateUpload upload = CertificateUpload.judge(caller.companyId(), file, now);
    CertificateRow row = upload.row().succeeding(successorOf);
    if (successorOf != null) {
      find(caller.companyId(), successorOf);
    }
    if (!certificates.insert(row)) {
      throw exists(row.id());
    }
    publish(row);
    record(caller, null, row);
    return new CertificateView.Versioned(
        CertificateView.of(row, now).withWarnings(upload.warnings()), 1);
  }

  static ProblemException exists(String id) {
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

  CertificateView.Versioned get(String companyId, String id) {
    return view(find(companyId, id));
  }

  private CertificateView.Versioned view(CertificateRow row) {
    return new CertificateView.Versioned(CertificateView.of(row, clock.instant()), row.version());
  }

  /** As a file to download. */
  Pem pem(String companyId, String id) {
    CertificateRow row = find(companyId, id);
    String name = row.name().replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
    String shortName = name.substring(0, Math.min(name.length(), 60));
    return new Pem(
        (shortName.isEmpty() ? id.substring(0, 16) : shortName) + ".pem",
        row.certificate().toPem());
  }

  /** A file to download. */
  record Pem(String fileName, String text) {}

  private CertificateRow find(String companyId, String id) {
    return certificates.find(companyId, id).orElseThrow(() -> unknown(id));
  }

  CertificateUsage usage(String companyId, String id) {
    return usage(find(companyId, id));
  }

  private CertificateUsage usage(CertificateRow row) {
    return CertificateUsage.of(
        row,
        uses.of(row.companyId(), row.id()),
        completed.of(row, clock.instant()),
        summaries.successors(row.companyId(), row.id(), CertificateUses.NAMED));
  }

  /** Gives it another name; nothing else of a certificate can change. */
  @Transactional
  CertificateView.Versioned rename(
      Caller caller, String id, @Nullable String ifMatch, CertificatePatch patch) {
    CertificateRow before = lock(caller, id);
    EntityTag.check(ifMatch, before.version());
    String name = patch.checkedName();
    if (before.name().equals(name)) {
      return view(before);
    }
    CertificateRow after = before.named(name);
    certificates.rename(after);
    publish(after);
    record(caller, before, after);
    return view(after);
  }

  private CertificateRow lock(Caller caller, String id) {
    return certificates.lock(caller.companyId(), id).orElseThrow(() -> unknown(id));
  }

  /** S5: what is in use is deleted only by saying so. */
  @Transactional
  void delete(Caller caller, String id, boolean force) {
    CertificateRow row = lock(caller, id);
    CertificateUsage used = usage(row);
    if (!force && used.isAny()) {
      throw new ProblemException(
          ProblemType.CERTIFICATE_IN_USE,
          used.revoked()
              ? "It is revoked, and deleting it would forget that: its holder gets in again where"
                  + " its CA is listed. To delete it all the same, add ?force=true."
              : "What uses it would refuse its callers. To delete it all the same, add"
                  + " ?force=true.",
          Map.of("usage", used));
    }
    users.orderedStream().forEach(user -> user.release(caller, id));
    certificates.delete(caller.companyId(), id);
    feed.publish(List.of(new Change.Remove(row.toConfiguration().key())));
    record(caller, row, null);
  }

  /** S9: puts it on the company's deny list. */
  @Transactional
  void revoke(Caller caller, String id) {
    mark(caller, id, clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  /** Takes it off the deny list. */
  @Transactional
  void liftRevocation(Caller caller, String id) {
    mark(caller, id, null);
  }

  private void mark(Caller caller, String id, @Nullable Instant revokedAt) {
    CertificateRow row = lock(caller, id);
    if ((row.revokedAt() == null) == (revokedAt == null)) {
      return;
    }
    certificates.revoke(caller.companyId(), id, revokedAt);
    publish(row.revoked(revokedAt));
    record(caller, row, row.revoked(revokedAt));
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

  /** A2. */
  private void record(
      Caller caller, @Nullable CertificateRow before, @Nullable CertificateRow after) {
    CertificateRow row = Objects.requireNonNull(after == null ? before : after);
    String change = before == null ? ".created" : after == null ? ".deleted" : ".changed";
    audit.record(
        caller.actor(),
        new AuditEvent(
            AuditedCertificate.KIND + change,
            AuditedCertificate.KIND,
            row.id(),
            row.name(),
            before == null ? null : AuditedCertificate.of(before),
            after == null ? null : AuditedCertificate.of(after)));
  }

  private void publish(CertificateRow row) {
    feed.publish(List.of(new Change.Put(row.toConfiguration())));
  }
}
