package dev.countersign.control.reports;

import dev.countersign.control.reports.RefusalDetailPage.Listed;
import dev.countersign.control.reports.ReportedThings.StoredCertificate;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.UnreadableCertificateException;
import dev.countersign.policy.report.RefusalRecord;
import dev.countersign.policy.report.RefusalRecord.Leaf;
import dev.countersign.policy.report.Use.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Gathers what the page of one refusal shows: what came, beside what would have been let in. */
@Service
class RefusalDetails {

  private final Refusals refusals;
  private final RefusalRepository records;
  private final ReportedThings things;
  private final UseRecords uses;

  RefusalDetails(
      Refusals refusals, RefusalRepository records, ReportedThings things, UseRecords uses) {
    this.refusals = refusals;
    this.records = records;
    this.things = things;
    this.uses = uses;
  }

  RefusalDetailPage of(String companyId, String id) {
    RefusalRow row = refusals.get(companyId, id);
    RefusalRecord record = row.record();
    Leaf leaf = record.presented().certificate();
    Recurrence same = records.recurrence(companyId, RefusalFilter.alike(row, Instant.EPOCH));
    Optional<StoredCertificate> closest = closest(companyId, record);
    return new RefusalDetailPage(
        row.id(),
        row.at(),
        row.gateway(),
        row.apiId(),
        row.apiName(),
        record.method() + " " + record.host() + record.path(),
        Headlines.of(row.code(), row.cause()),
        record.message(),
        record.advice(),
        record.status(),
        row.code(),
        row.cause(),
        leaf == null ? null : presented(leaf),
        leaf == null ? null : pem(leaf),
        leaf != null && things.certificate(companyId, leaf.fingerprint()).isPresent(),
        Math.max(0, record.presented().chain().size() - 1),
        tls(record.presented()),
        row.credentialId(),
        things
            .credentialNames(companyId, List.of(row.credentialId()))
            .getOrDefault(row.credentialId(), ""),
        closest.map(stored -> expected(companyId, stored)).orElse(null),
        record.similar().isEmpty() ? "" : record.similar().getFirst().why(),
        listed(companyId, record),
        Math.max(record.expected().allowListSize(), record.expected().boundCertificates().size()),
        !record.expected().boundCertificates().isEmpty(),
        further(row.cause()),
        same.number(),
        same.first() == null ? row.at() : same.first(),
        letInAgain(row));
  }

  /** The one that it may have been taken for; else the only one there is. */
  private Optional<StoredCertificate> closest(String companyId, RefusalRecord record) {
    if (!record.similar().isEmpty()) {
      return things.certificate(companyId, record.similar().getFirst().id());
    }
    var expected = record.expected();
    if (expected.boundCertificates().size() == 1) {
      return things.certificate(companyId, expected.boundCertificates().getFirst());
    }
    return expected.allowListSize() == 1 && expected.allowList().size() == 1
        ? things.certificate(companyId, expected.allowList().getFirst().id())
        : Optional.empty();
  }

  private List<Listed> listed(String companyId, RefusalRecord record) {
    List<Listed> listed = new ArrayList<>();
    record
        .expected()
        .boundCertificates()
        .forEach(id ->
            things
                .certificate(companyId, id)
                .ifPresent(stored -> listed.add(new Listed(id, stored.name()))));
    record
        .expected()
        .allowList()
        .forEach(entry -> listed.add(new Listed(entry.id(), entry.name())));
    return listed;
  }

  private static RefusalDetailPage.Certificate presented(Leaf leaf) {
    return new RefusalDetailPage.Certificate(
        leaf.fingerprint(),
        leaf.subject(),
        leaf.issuer(),
        leaf.notBefore(),
        leaf.notAfter(),
        null,
        null);
  }

  private RefusalDetailPage.Certificate expected(String companyId, StoredCertificate stored) {
    return new RefusalDetailPage.Certificate(
        stored.id(),
        stored.subject(),
        stored.issuer(),
        stored.notBefore(),
        stored.notAfter(),
        stored.storedAt(),
        uses.last(companyId, Kind.CERTIFICATE, stored.id()).map(LastUse::at).orElse(null));
  }

  /** Null for one that was not sent along, or that cannot be read: it could not be stored. */
  private static @Nullable String pem(Leaf leaf) {
    if (leaf.der() == null) {
      return null;
    }
    try {
      return Certificate.parse(Base64.getDecoder().decode(leaf.der())).toPem();
    } catch (UnreadableCertificateException e) {
      return null;
    }
  }

  private static String tls(RefusalRecord.Presented presented) {
    String version = presented.tlsVersion();
    String name = presented.serverName();
    if (version == null) {
      return "no TLS";
    }
    return name == null ? version + ", no server name" : version + ", for " + name;
  }

  /** The last time that this client was let in, where that is after it was refused. */
  private @Nullable Instant letInAgain(RefusalRow row) {
    Kind kind = row.credentialId().isEmpty() ? Kind.CERTIFICATE : Kind.CREDENTIAL;
    String subject = row.credentialId().isEmpty() ? row.certificateId() : row.credentialId();
    Instant last = uses.last(row.companyId(), kind, subject).map(LastUse::letInAt).orElse(null);
    return last != null && last.isAfter(row.at()) ? last : null;
  }

  /** What else is worth to know, or to do. */
  private static List<String> further(String cause) {
    return switch (cause) {
      case "renewal_not_listed" ->
          List.of(
              "If nobody told you of a renewal, ask the owner of the listed one first.",
              "So that it does not happen again: list the CA that issued both, and every"
                  + " certificate that it issues is let in.");
      case "unknown", "issuer_unknown" ->
          List.of("If you do not know who this is, do nothing: the gateway has kept them out.");
      case "bound_elsewhere" ->
          List.of(
              "If nobody can explain the call, the token is in the wrong hands: rotate it, and find"
                  + " out how it got there.");
      default -> List.of();
    };
  }
}
