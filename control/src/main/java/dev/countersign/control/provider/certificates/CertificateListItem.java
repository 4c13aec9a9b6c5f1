package dev.countersign.control.provider.certificates;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the list.
 *
 * @param owner the organisation in its subject; empty where it names none
 * @param completesPaths whether nothing names it and yet it leads clients to a listed CA
 */
public record CertificateListItem(
    String id,
    String name,
    String owner,
    boolean isCa,
    CertificateStatus status,
    Instant notBefore,
    Instant notAfter,
    CertificateUses.Count uses,
    boolean completesPaths,
    @Nullable Instant lastPresentedAt,
    Instant createdAt) {

  static CertificateListItem of(
      CertificateRow row, CertificateUses.Count uses, boolean completesPaths, Instant now) {
    return new CertificateListItem(
        row.id(),
        row.name(),
        SubjectPart.owner(row.certificate().subject()),
        row.isCa(),
        CertificateStatus.of(row, now),
        row.notBefore(),
        row.notAfter(),
        uses,
        completesPaths,
        row.lastPresentedAt(),
        row.createdAt());
  }
}
