package dev.countersign.control.provider.certificates;

import java.util.List;

/**
 * Where a certificate is used, as the REST API says it.
 *
 * @param allowLists the APIs that list it, at most 100
 * @param bindings the credentials bound to it, at most 100
 * @param completedPaths the listed CAs that clients reach through it without sending it
 * @param successors those that were uploaded to follow it, the latest first, at most 100
 * @param revoked whether the deny list names it: deleting it would lift the revocation
 */
record CertificateUsage(
    List<Use> allowLists,
    List<Use> bindings,
    List<Path> completedPaths,
    List<Use> successors,
    boolean revoked) {

  static CertificateUsage of(
      CertificateRow row,
      CertificateUses uses,
      List<CompletedPath> completed,
      List<Lineage.Relative> successors) {
    return new CertificateUsage(
        listing(uses),
        uses.credentials().stream()
            .map(credential -> new Use(credential.id(), credential.name()))
            .toList(),
        completed.stream()
            .map(path -> new Path(path.id(), path.name(), listing(path.uses())))
            .toList(),
        successors.stream().map(next -> new Use(next.id(), next.name())).toList(),
        row.revokedAt() != null);
  }

  private static List<Use> listing(CertificateUses uses) {
    return uses.apis().stream().map(api -> new Use(api.id(), api.name())).toList();
  }

  /** Whether something would be another without it. */
  boolean isAny() {
    return revoked || !allowLists.isEmpty() || !bindings.isEmpty() || !completedPaths.isEmpty();
  }

  /** Something that uses the certificate, or follows it. */
  record Use(String id, String name) {}

  /**
   * A listed CA that it leads to.
   *
   * @param allowLists the APIs that list that CA, at most 100
   */
  record Path(String id, String name, List<Use> allowLists) {}
}
