package dev.countersign.pki.trust;

import dev.countersign.pki.certificate.Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What a client certificate's own usage extensions must allow. Holds for every client certificate,
 * listed by itself or issued under a listed CA.
 */
public enum LeafUsage {
  /** Extended key usage absent, clientAuth or any; key usage absent or with digitalSignature. */
  STRICT,
  /** As {@link #STRICT}, and serverAuth alone passes too. */
  TOLERATE_SERVER_AUTH,
  /** Not looked at: for certificates that are no TLS client's. */
  ANY;

  private static final String ANY_USAGE = "2.5.29.37.0";
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

  /** Whether this certificate may be a client's. */
  public boolean permits(Certificate leaf) {
    return objectionTo(leaf).isEmpty();
  }

  /** Why this certificate may not be a client's, in one sentence. */
  public Optional<String> objectionTo(Certificate leaf) {
    if (this == ANY) {
      return Optional.empty();
    }
    if (!leaf.permitsDigitalSignature()) {
      return Optional.of(
          "The certificate's key usage has no digitalSignature, which a TLS client needs");
    }
    Optional<List<String>> usages = leaf.extendedKeyUsages();
    if (usages.isEmpty() || usages.get().stream().anyMatch(this::suits)) {
      return Optional.empty();
    }
    return Optional.of("The certificate's extended key usage does not include clientAuth");
  }

  private boolean suits(String usage) {
    return usage.equals(CLIENT_AUTH)
        || usage.equals(ANY_USAGE)
        || (this == TOLERATE_SERVER_AUTH && usage.equals(SERVER_AUTH));
  }
}
