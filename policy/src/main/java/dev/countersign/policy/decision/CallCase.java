package dev.countersign.policy.decision;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.pki.trust.PresentedChain;
import dev.countersign.policy.answer.Answer;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.decision.Refusal.Expected;
import dev.countersign.policy.decision.Refusal.Presented;
import dev.countersign.policy.decision.Refusal.Similar;
import dev.countersign.policy.snapshot.CompanyStore;
import dev.countersign.policy.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a call is judged by, and what a refusal of it tells. */
record CallCase(Snapshot snapshot, ApiConfiguration api, ClientConnection connection, Instant now) {
  /** A record names no more listed certificates than a person would read. */
  private static final int NAMED_ENTRIES = 20;

  CompanyStore store() {
    return snapshot.store(api.companyId());
  }

  @Nullable Certificate leaf() {
    PresentedChain chain = connection.chain();
    return chain == null ? null : chain.leaf();
  }

  Refusal refusal(Answer answer, RefusalCause cause, Words words, List<Similar> similar) {
    return new Refusal(
        answer,
        cause,
        api,
        words.message(),
        words.advice(),
        presented(connection, null),
        new Expected(
            snapshot.someListed(api, NAMED_ENTRIES), snapshot.allowList(api.id()).size(), Set.of()),
        similar);
  }

  Refusal tokenRefusal(
      Answer answer,
      RefusalCause cause,
      Words words,
      @Nullable String credentialId,
      Set<Fingerprint> bound,
      List<Similar> similar) {
    return new Refusal(
        answer,
        cause,
        api,
        words.message(),
        words.advice(),
        presented(connection, credentialId),
        new Expected(List.of(), 0, bound),
        similar);
  }

  static Presented presented(ClientConnection connection, @Nullable String credentialId) {
    PresentedChain chain = connection.chain();
    List<Fingerprint> fingerprints = new ArrayList<>();
    if (chain != null) {
      fingerprints.add(chain.leaf().fingerprint());
      chain.sentAlong().forEach(sent -> fingerprints.add(sent.fingerprint()));
    }
    return new Presented(
        chain == null ? null : chain.leaf(),
        fingerprints,
        connection.tlsVersion(),
        connection.serverName(),
        credentialId);
  }
}
