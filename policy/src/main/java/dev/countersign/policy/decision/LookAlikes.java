package dev.countersign.policy.decision;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.decision.Refusal.Similar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Certificates that the presented one may have been taken for: usually the one that it renews, or
 * its forgotten renewal. For messages alone.
 */
final class LookAlikes {
  private static final int MOST = 32;

  private LookAlikes() {}

  /** Those on the API's allow list. */
  static List<Similar> listed(CallCase call, Certificate leaf) {
    return among(
        call, leaf, fingerprint -> call.snapshot().listed(call.api(), fingerprint) != null);
  }

  /** Those that pass, other than the certificate itself. */
  static List<Similar> among(CallCase call, Certificate leaf, Predicate<Fingerprint> counts) {
    Map<Fingerprint, Similar> found = new LinkedHashMap<>();
    for (StoredCertificate stored : call.store().withKeyLike(leaf.keyHash(), MOST)) {
      found.putIfAbsent(stored.fingerprint(), new Similar(stored, "It has the same key."));
    }
    for (StoredCertificate stored : call.store().withSubjectLike(leaf.subjectHash(), MOST)) {
      String why = "It has the same subject, and is valid until %s.".formatted(stored.notAfter());
      found.putIfAbsent(stored.fingerprint(), new Similar(stored, why));
    }
    found.remove(leaf.fingerprint());
    found.keySet().removeIf(counts.negate());
    return List.copyOf(found.values());
  }
}
