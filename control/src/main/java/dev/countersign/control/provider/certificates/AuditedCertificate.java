package dev.countersign.control.provider.certificates;

import dev.countersign.pki.certificate.Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the audit trail keeps of a certificate (A2); its id is the fingerprint. */
record AuditedCertificate(
    String name,
    String subject,
    String issuer,
    String serial,
    Instant notBefore,
    Instant notAfter,
    boolean isCa,
    boolean revoked,
    @Nullable String successorOf) {

  static final String KIND = "certificate";

  static AuditedCertificate of(CertificateRow row) {
    Certificate certificate = row.certificate();
    return new AuditedCertificate(
        row.name(),
        certificate.subject(),
        certificate.issuer(),
        certificate.serial(),
        row.notBefore(),
        row.notAfter(),
        row.isCa(),
        row.revokedAt() != null,
        row.successorOf());
  }
}
