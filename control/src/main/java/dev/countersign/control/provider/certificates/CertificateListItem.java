package dev.countersign.control.provider.certificates;

import dev.countersign.pki.certificate.Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the list.
 *
 * @param owner the organisation in its subject; empty where it names none
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
    @Nullable Instant lastPresentedAt,
    Instant createdAt) {

  private static final int LONGEST_OWNER = 80;

  static CertificateListItem of(CertificateRow row, CertificateUses.Count uses, Instant now) {
    return new CertificateListItem(
        row.id(),
        row.name(),
        owner(row.certificate()),
        row.isCa(),
        CertificateStatus.of(row, now),
        row.notBefore(),
        row.notAfter(),
        uses,
        row.lastPresentedAt(),
        row.createdAt());
  }

  static String owner(Certificate certificate) {
    String owner = SubjectPart.of("O", certificate.subject());
    return owner == null ? "" : CertificateFacts.cut(owner, LONGEST_OWNER);
  }
}
