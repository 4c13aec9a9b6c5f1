package dev.countersign.gateway.allowance;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.countersign.policy.configuration.Credential;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Counts the admitted requests of credentials that have a rate limit or a quota (G30). One for all
 * event loops of a gateway; none waits for another.
 *
 * <p>A credential without a request for as long as its longer window is forgotten, which changes
 * nothing for it. Over a million limited credentials in use, the least used begin anew.
 */
public final class Allowances {
  private static final int MOST = 1_000_000;

  private final WallTime time;
  private final Cache<String, CredentialBucket> buckets;

  public Allowances(InstantSource clock) {
    time = new WallTime(clock);
    buckets =
        Caffeine.newBuilder()
            .ticker(time)
            .maximumSize(MOST)
            .expireAfter(
                Expiry.<String, CredentialBucket>accessing((id, bucket) -> bucket.window()))
            .build();
  }

  /** Counts a request of this credential; not null when it is one too many, and is not counted. */
  public @Nullable Excess count(Credential credential) {
    if (!CredentialBucket.isLimited(credential)) {
      return null;
    }
    CredentialBucket bucket = bucketOf(credential);
    Excess excess = bucket.take();
    if (excess == null || !bucket.isAheadOfTime()) {
      return excess;
    }
    buckets.asMap().remove(credential.id(), bucket);
    return bucketOf(credential).take();
  }

  /** The credential's bucket; a new one where its limits are others than they were. */
  private CredentialBucket bucketOf(Credential credential) {
    CredentialBucket known = buckets.getIfPresent(credential.id());
    if (known != null && known.isFor(credential)) {
      return known;
    }
    return buckets
        .asMap()
        .compute(
            credential.id(),
            (id, current) ->
                current != null && current.isFor(credential)
                    ? current
                    : new CredentialBucket(credential, time));
  }

  /** How many credentials are remembered. */
  long remembered() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }
}
