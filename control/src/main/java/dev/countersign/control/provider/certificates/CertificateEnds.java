package dev.countersign.control.provider.certificates;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/** Which certificates end when, for those who warn of it. Revoked ones are not among them. */
@NamedInterface("ends")
@Component
public class CertificateEnds {

  private final CertificateEndRepository ends;
  private final CertificateUsesRepository uses;

  CertificateEnds(CertificateEndRepository ends, CertificateUsesRepository uses) {
    this.ends = ends;
    this.uses = uses;
  }

  /**
   * The company's certificates that end at these times, the earliest first.
   *
   * @param from not before; null for however long ago
   * @param until before
   * @param after go on behind this one; null to begin
   */
  public List<End> between(
      String companyId, @Nullable Instant from, Instant until, @Nullable End after, int most) {
    return ends.between(companyId, from, until, after, most);
  }

  /** Those of these that are still there, in the order of their ends. */
  public List<EndingCertificate> describe(String companyId, Collection<String> ids) {
    return ends.rows(companyId, ids).stream()
        .map(row -> EndingCertificate.of(row, uses.of(companyId, row.id())))
        .toList();
  }

  /** A certificate's end. */
  public record End(String certificateId, Instant notAfter) {}
}
