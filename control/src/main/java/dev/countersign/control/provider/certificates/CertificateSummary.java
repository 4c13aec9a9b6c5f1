package dev.countersign.control.provider.certificates;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as other parts list it.
 *
 * @param lastPresentedAt null where it never was
 */
public record CertificateSummary(
    String id,
    String name,
    String subject,
    boolean isCa,
    CertificateStatus status,
    Instant notBefore,
    Instant notAfter,
    boolean weakKey,
    @Nullable Instant lastPresentedAt) {

  static CertificateSummary of(CertificateRow row, Instant now) {
    return new CertificateSummary(
        row.id(),
        row.name(),
        row.certificate().subject(),
        row.isCa(),
        CertificateStatus.of(row, now),
        row.notBefore(),
        row.notAfter(),
        row.weakKey(),
        row.lastPresentedAt());
  }
}
