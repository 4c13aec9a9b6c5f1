package dev.countersign.control.provider.certificates;

import dev.countersign.pki.certificate.Certificate;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A certificate as it is shown. */
@Schema(name = "Certificate")
record CertificateView(
    @Schema(description = "The fingerprint.") String id,
    String name,
    @Schema(description = "SHA-256 of the DER encoding in lower-case hex.") String fingerprint,
    String subject,
    String issuer,
    String serial,
    List<String> subjectAlternativeNames,
    Instant notBefore,
    Instant notAfter,
    String keyAlgorithm,
    int keySize,
    boolean isCa,
    CertificateStatus status,
    List<Warning> warnings,
    @Schema(
            description =
                "When a client proved its key last, let in or refused; null for never while it was"
                    + " in the store.")
        @Nullable Instant lastPresentedAt,
    @Nullable Instant createdAt,
    @Schema(
            description =
                "The id of the certificate that it was uploaded to follow, stored still or not.")
        @Nullable String successorOf) {

  static CertificateView of(CertificateRow row, Instant now) {
    return of(row, row.createdAt(), now);
  }

  /** Of an upload that is not stored. */
  static CertificateView notStored(CertificateUpload upload, Instant now) {
    return of(upload.row(), null, now).withWarnings(upload.warnings());
  }

  private static CertificateView of(CertificateRow row, @Nullable Instant createdAt, Instant now) {
    Certificate certificate = row.certificate();
    return new CertificateView(
        row.id(),
        row.name(),
        row.id(),
        certificate.subject(),
        certificate.issuer(),
        certificate.serial(),
        certificate.subjectAlternativeNames(),
        certificate.notBefore(),
        certificate.notAfter(),
        certificate.keyAlgorithm(),
        certificate.keySize(),
        certificate.isCa(),
        CertificateStatus.of(row, now),
        certificate.warnings(now).stream().map(Warning::of).toList(),
        row.lastPresentedAt(),
        createdAt,
        row.successorOf());
  }

  CertificateView withWarnings(List<Warning> all) {
    return new CertificateView(
        id,
        name,
        fingerprint,
        subject,
        issuer,
        serial,
        subjectAlternativeNames,
        notBefore,
        notAfter,
        keyAlgorithm,
        keySize,
        isCa,
        status,
        all,
        lastPresentedAt,
        createdAt,
        successorOf);
  }

  /** A certificate with its version, for the entity tag. */
  record Versioned(CertificateView certificate, long version) {}
}
