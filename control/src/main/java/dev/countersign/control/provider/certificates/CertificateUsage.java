package dev.countersign.control.provider.certificates;

import java.util.List;

/**
 * Where a certificate is used, as the REST API says it.
 *
 * @param allowLists the APIs that list it, at most 100
 * @param bindings the credentials bound to it, at most 100
 * @param revoked whether the deny list names it: deleting it would lift the revocation
 */
record CertificateUsage(List<Use> allowLists, List<Use> bindings, boolean revoked) {

  static CertificateUsage of(CertificateRow row, CertificateUses uses) {
    return new CertificateUsage(
        uses.apis().stream().map(api -> new Use(api.id(), api.name())).toList(),
        uses.credentials().stream()
            .map(credential -> new Use(credential.id(), credential.name()))
            .toList(),
        row.revokedAt() != null);
  }

  /** Something that uses the certificate. */
  record Use(String id, String name) {}
}
