package dev.countersign.control.provider.certificates;

import dev.countersign.control.provider.certificates.ChainPicture.Link;
import dev.countersign.pki.certificate.Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Draws chains out of a company's store; what a gateway makes of them it decides itself. */
@Component
class Chains {

  private static final int LONGEST = 10;
  private static final int LONGEST_NAME = 120;

  private final AuthorityRepository authorities;

  Chains(AuthorityRepository authorities) {
    this.authorities = authorities;
  }

  ChainPicture of(CertificateRow row, Instant now) {
    List<Link> links = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    CertificateRow at = row;
    boolean complete = false;
    while (true) {
      links.add(stored(at, links.isEmpty(), now));
      seen.add(at.id());
      Certificate child = at.certificate();
      complete = child.isSelfIssued();
      Optional<CertificateRow> issuer =
          complete || links.size() == LONGEST ? Optional.empty() : issuer(at, child, seen, now);
      if (issuer.isEmpty()) {
        if (!complete) {
          links.add(missing(child));
        }
        break;
      }
      at = issuer.get();
    }
    Collections.reverse(links);
    return new ChainPicture(List.copyOf(links), complete);
  }

  /** Of several, such as a renewed or a cross-signed CA, the one that lasts longest. */
  private Optional<CertificateRow> issuer(
      CertificateRow row, Certificate child, Set<String> seen, Instant now) {
    return authorities.named(row.companyId(), List.of(child.issuerHash())).stream()
        .filter(candidate -> !seen.contains(candidate.id()))
        .filter(candidate -> candidate.certificate().seemsIssuerOf(child))
        .max(
            Comparator.comparing((CertificateRow candidate) ->
                    CertificateStatus.of(candidate, now) != CertificateStatus.REVOKED)
                .thenComparing(CertificateRow::notAfter));
  }

  private static Link stored(CertificateRow row, boolean isThis, Instant now) {
    return new Link(row.id(), row.name(), CertificateStatus.of(row, now), row.notAfter(), isThis);
  }

  private static Link missing(Certificate child) {
    String name = SubjectPart.title(child.issuer());
    return new Link(null, CertificateFacts.cut(name, LONGEST_NAME), null, null, false);
  }
}
