package dev.countersign.control.provider.certificates;

import java.time.Instant;
import java.util.List;
import org.springframework.modulith.NamedInterface;

/**
 * A certificate that ends, and what stops with it.
 *
 * @param owner the organisation in its subject; empty where it names none
 * @param apis the names of those that list it
 * @param credentials the names of those that are bound to it
 */
@NamedInterface("ends")
public record EndingCertificate(
    String id,
    String name,
    String owner,
    boolean isCa,
    Instant notAfter,
    List<String> apis,
    List<String> credentials) {

  static EndingCertificate of(CertificateRow row, CertificateUses uses) {
    return new EndingCertificate(
        row.id(),
        row.name(),
        SubjectPart.owner(row.certificate().subject()),
        row.isCa(),
        row.notAfter(),
        uses.apis().stream().map(CertificateUses.Api::name).toList(),
        uses.credentials().stream().map(CertificateUses.Credential::name).toList());
  }
}
