package dev.countersign.gateway.report;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.snapshot.Snapshot;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop counted since it was last asked: a look-up in a map of its own for each
 * request, and an object for each thing used, not for each request.
 *
 * <p>Only what the configuration knows is told apart, so strangers make no entry, however many
 * certificates they make themselves. Over the bound a request still counts for its API.
 */
final class LoopTally {
  static final int MOST_KEYS = 20_000;

  private final UseKey asked = new UseKey();
  private Map<UseKey, Tally> uses = new HashMap<>();
  private Map<ReasonKey, Tally> reasons = new HashMap<>();

  /** The tally of this API with this certificate and credential, where they are known. */
  Tally of(
      @Nullable Snapshot snapshot,
      ApiConfiguration api,
      @Nullable Certificate leaf,
      @Nullable String credentialId) {
    Fingerprint fingerprint = leaf == null ? null : leaf.fingerprint();
    Tally known = uses.get(asked.set(api.id(), fingerprint, credentialId));
    return known != null
        ? known
        : begin(api, isStored(snapshot, api, fingerprint) ? fingerprint : null, credentialId);
  }

  private static boolean isStored(
      @Nullable Snapshot snapshot, ApiConfiguration api, @Nullable Fingerprint leaf) {
    return snapshot != null
        && leaf != null
        && snapshot.store(api.companyId()).certificate(leaf) != null;
  }

  private Tally begin(
      ApiConfiguration api, @Nullable Fingerprint leaf, @Nullable String credentialId) {
    boolean full = uses.size() >= MOST_KEYS;
    asked.set(api.id(), full ? null : leaf, full ? null : credentialId);
    Tally known = uses.get(asked);
    if (known != null) {
      return known;
    }
    Tally fresh = new Tally();
    uses.put(asked.copy(), fresh);
    return fresh;
  }

  void refused(ReasonKey reason) {
    reasons.computeIfAbsent(reason, key -> new Tally()).refused++;
  }

  /** Hands over what was counted, and begins anew. */
  Taken take() {
    Taken taken = new Taken(uses, reasons);
    if (!taken.isEmpty()) {
      uses = new HashMap<>();
      reasons = new HashMap<>();
    }
    return taken;
  }

  /** What was counted; nobody changes it any more. */
  record Taken(Map<UseKey, Tally> uses, Map<ReasonKey, Tally> reasons) {
    boolean isEmpty() {
      return uses.isEmpty() && reasons.isEmpty();
    }
  }
}
