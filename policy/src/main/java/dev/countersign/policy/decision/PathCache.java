package dev.countersign.policy.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.pki.trust.LeafUsage;
import dev.countersign.pki.trust.PathFinder;
import dev.countersign.pki.trust.PresentedChain;
import dev.countersign.policy.snapshot.AllowList;
import dev.countersign.policy.snapshot.CompanyStore;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Finds paths to listed CAs, and remembers what it found (G17) by all that it depends on: what the
 * client sent, the listed CAs, the company's stored CAs, the usage asked for. A change to anything
 * else leaves the memory as it is.
 *
 * <p>Whether the leaf itself is on the deny list is no part of it; whoever asks checks that.
 */
final class PathCache {
  private static final int MAX_FINDINGS = 50_000;
  private static final Duration UNUSED = Duration.ofMinutes(30);

  private final PathFinder finder = new PathFinder();
  private final Cache<Key, PathFinding> findings =
      Caffeine.newBuilder().maximumSize(MAX_FINDINGS).expireAfterAccess(UNUSED).build();

  PathFinding find(CallCase call, PresentedChain chain) {
    AllowList list = call.snapshot().allowList(call.api().id());
    CompanyStore store = call.store();
    LeafUsage usage = usageOf(call);
    Key key = new Key(chain.digest(), list.authoritiesIdentity(), store.issuersIdentity(), usage);
    PathFinding known = findings.getIfPresent(key);
    if (known != null && known.holdsAt(call.now())) {
      return known;
    }
    PathFinding found =
        PathFinding.of(
            finder.find(
                chain,
                store.issuers(),
                list::isAuthority,
                revokedIssuer(store, chain.leaf()),
                usage,
                call.now()));
    findings.put(key, found);
    return found;
  }

  static LeafUsage usageOf(CallCase call) {
    return call.api().mutualTls().tolerateServerAuth()
        ? LeafUsage.TOLERATE_SERVER_AUTH
        : LeafUsage.STRICT;
  }

  private static Predicate<Certificate> revokedIssuer(CompanyStore store, Certificate leaf) {
    return certificate ->
        !certificate.equals(leaf) && CertificateJudge.isDenied(store, certificate);
  }

  /** Snapshots share unchanged parts, so that identity says "nothing changed" at no cost. */
  private static final class Key {
    private final Fingerprint chain;
    private final Object authorities;
    private final Object issuers;
    private final LeafUsage usage;

    Key(Fingerprint chain, Object authorities, Object issuers, LeafUsage usage) {
      this.chain = chain;
      this.authorities = authorities;
      this.issuers = issuers;
      this.usage = usage;
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
      return other instanceof Key that
          && authorities == that.authorities
          && issuers == that.issuers
          && usage == that.usage
          && chain.equals(that.chain);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(chain.first())
          ^ (31 * System.identityHashCode(authorities))
          ^ (961 * System.identityHashCode(issuers));
    }
  }
}
