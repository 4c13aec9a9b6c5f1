package dev.countersign.control.provider.certificates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countersign.pki.certificate.Certificate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Which stored certificate issued which, remembered by fingerprints: it never becomes another, and
 * lists would check the same signatures for each of their pages.
 */
@Component
class Issuance {

  private static final int REMEMBERED = 10_000;

  private final Cache<String, Optional<Long>> issuers =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final Cache<Link, Boolean> links = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /** Two fingerprints. */
  private record Link(String issuer, String child) {}

  /** By which {@link CertificateRow#subjectHash} its issuer is found; empty for its own issuer. */
  Optional<Long> issuerHash(CertificateRow row) {
    return issuers.get(
        row.id(),
        id -> {
          Certificate certificate = row.certificate();
          return certificate.isSelfIssued()
              ? Optional.empty()
              : Optional.of(certificate.issuerHash());
        });
  }

  boolean isIssuerOf(CertificateRow issuer, CertificateRow row) {
    return links.get(
        new Link(issuer.id(), row.id()),
        link -> issuer.certificate().seemsIssuerOf(row.certificate()));
  }
}
