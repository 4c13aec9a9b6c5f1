package dev.countersign.control.provider.certificates;

import java.util.List;

/**
 * Where a certificate is used, and so what would break without it.
 *
 * @param allowLists the APIs that list it, at most 100
 * @param bindings the credentials bound to it, at most 100
 * @param revoked whether the deny list names it: deleting it would lift the revocation
 */
record CertificateUsage(List<Use> allowLists, List<Use> bindings, boolean revoked) {

  /** Something that uses the certificate. */
  record Use(String id, String name) {}

  boolean isNone() {
    return allowLists.isEmpty() && bindings.isEmpty() && !revoked;
  }
}
