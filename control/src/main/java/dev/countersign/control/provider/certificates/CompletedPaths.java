package dev.countersign.control.provider.certificates;

import dev.countersign.pki.certificate.Certificate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds the listed CAs that clients reach through a stored CA; a gateway judges each path anew. */
@Component
class CompletedPaths {

  /** More issuers than any company's paths have. */
  private static final int MOST_VISITED = 20;

  private final CertificateRepository certificates;
  private final CertificateUsesRepository uses;

  CompletedPaths(CertificateRepository certificates, CertificateUsesRepository uses) {
    this.certificates = certificates;
    this.uses = uses;
  }

  List<CompletedPath> of(CertificateRow row, Instant now) {
    List<CompletedPath> completed = new ArrayList<>();
    if (!row.isCa() || !works(row, now)) {
      return completed;
    }
    Set<String> seen = new HashSet<>(Set.of(row.id()));
    Deque<CertificateRow> children = new ArrayDeque<>(List.of(row));
    while (!children.isEmpty()) {
      for (CertificateRow issuer : issuers(children.remove(), now)) {
        if (seen.size() <= MOST_VISITED && seen.add(issuer.id())) {
          children.add(issuer);
          CertificateUses used = uses.of(issuer.companyId(), issuer.id());
          if (used.apiCount() > 0) {
            completed.add(new CompletedPath(issuer.id(), issuer.name(), used));
          }
        }
      }
    }
    return List.copyOf(completed);
  }

  private List<CertificateRow> issuers(CertificateRow row, Instant now) {
    Certificate child = row.certificate();
    if (child.isSelfIssued()) {
      return List.of();
    }
    return certificates.authoritiesNamed(row.companyId(), child.issuerHash()).stream()
        .filter(issuer -> works(issuer, now))
        .filter(issuer -> issuer.certificate().seemsIssuerOf(child))
        .toList();
  }

  private static boolean works(CertificateRow row, Instant now) {
    CertificateStatus status = CertificateStatus.of(row, now);
    return status == CertificateStatus.VALID || status == CertificateStatus.EXPIRING;
  }
}
