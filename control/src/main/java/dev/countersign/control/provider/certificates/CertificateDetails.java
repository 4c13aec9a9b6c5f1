package dev.countersign.control.provider.certificates;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.reports.UseRecords;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.policy.report.Use.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** S4, S5: one certificate with all that surrounds it, and its end. */
@Component
class CertificateDetails {

  /** The page says it in its first line, with what stops. */
  private static final String SAID_BY_STATUS = "expiring_soon";

  private final Certificates store;
  private final CertificateRepository certificates;
  private final CertificateSummaryRepository summaries;
  private final CertificateUsesRepository uses;
  private final Chains chains;
  private final CompletedPaths completed;
  private final UseRecords records;
  private final ToldEnds told;
  private final InstantSource clock;

  CertificateDetails(
      Certificates store,
      CertificateRepository certificates,
      CertificateSummaryRepository summaries,
      CertificateUsesRepository uses,
      Chains chains,
      CompletedPaths completed,
      UseRecords records,
      ToldEnds told,
      InstantSource clock) {
    this.store = store;
    this.certificates = certificates;
    this.summaries = summaries;
    this.uses = uses;
    this.chains = chains;
    this.completed = completed;
    this.records = records;
    this.told = told;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  CertificateDetailPage get(String companyId, String id) {
    Instant now = clock.instant();
    CertificateRow row =
        certificates.find(companyId, id).orElseThrow(() -> Certificates.unknown(id));
    CertificateView view = CertificateView.of(row, now);
    Certificate certificate = row.certificate();
    return new CertificateDetailPage(
        id,
        row.name(),
        row.version(),
        SubjectPart.owner(certificate.subject()),
        row.isCa(),
        view.status(),
        row.notBefore(),
        row.notAfter(),
        row.createdAt(),
        row.revokedAt(),
        view.lastPresentedAt(),
        presented(companyId, id, now),
        told.days(),
        told.of(companyId, id),
        CertificateFacts.of(certificate),
        view.warnings().stream().filter(warning -> !warning.code().equals(SAID_BY_STATUS)).toList(),
        uses.of(companyId, id),
        completed.of(row, now),
        lineage(row),
        chains.of(row, now));
  }

  private Lineage lineage(CertificateRow row) {
    String before = row.successorOf();
    return new Lineage(
        before == null
            ? null
            : new Lineage.Relative(
                before, summaries.names(row.companyId(), List.of(before)).getOrDefault(before, "")),
        summaries.successors(row.companyId(), row.id(), CertificateUses.NAMED));
  }

  private Presentations presented(String companyId, String id, Instant now) {
    LocalDate since = Presentations.since(LocalDate.ofInstant(now, ZoneOffset.UTC));
    return Presentations.of(
        records.byDay(companyId, Kind.CERTIFICATE, id, since),
        records.byApi(companyId, Kind.CERTIFICATE, id));
  }

  /** The company's APIs that a certificate can be checked against. */
  List<CertificateUses.Api> checkable(String companyId) {
    return uses.checkable(companyId);
  }

  /**
   * S5: deletes it, used or not, for somebody who was told what will break.
   *
   * @param told how much that was; where it is another now, nothing is deleted
   * @param typed its name, which must be typed where traffic would stop
   */
  @Transactional
  void delete(Caller caller, String id, CertificateDetailPage.Breaks told, String typed) {
    if (certificates.lock(caller.companyId(), id).isEmpty()) {
      throw Certificates.unknown(id);
    }
    CertificateDetailPage now = get(caller.companyId(), id);
    if (!now.breaks().equals(told)) {
      throw new ProblemException(
          ProblemType.STALE,
          "What uses it has changed since you were told. Look again, then decide.");
    }
    if (now.carriesTraffic()) {
      FieldErrors.requireTyped(typed, now.name());
    }
    store.delete(caller, id, true);
  }
}
