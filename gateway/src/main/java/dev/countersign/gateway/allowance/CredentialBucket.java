package dev.countersign.gateway.allowance;

import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Credential.Allowance;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseBucket;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one credential has left. Rate limit and quota are two bandwidths of one bucket, so that a
 * request takes from both or from neither. Lock-free.
 */
final class CredentialBucket {
  private static final long CLOCK_TOLERANCE = TimeUnit.SECONDS.toNanos(1);

  private final @Nullable Allowance rateLimit;
  private final @Nullable Allowance quota;
  private final WallTime time;
  private final VerboseBucket bucket;
  private volatile long lastTaken;

  CredentialBucket(Credential credential, WallTime time) {
    rateLimit = credential.rateLimit();
    quota = credential.quota();
    this.time = time;
    LocalBucketBuilder builder =
        new LocalBucketBuilder()
            .withCustomTimePrecision(time)
            .withSynchronizationStrategy(SynchronizationStrategy.LOCK_FREE);
    if (quota != null && binds(quota)) {
      builder.addLimit(
          Bandwidth.builder()
              .capacity(quota.requests())
              .refillIntervally(quota.requests(), quota.per())
              .build());
    }
    if (rateLimit != null && binds(rateLimit)) {
      builder.addLimit(
          Bandwidth.builder()
              .capacity(rateLimit.requests())
              .refillGreedy(rateLimit.requests(), rateLimit.per())
              .build());
    }
    bucket = builder.build().asVerbose();
    lastTaken = time.currentTimeNanos();
  }

  /** Whether this credential is held to anything at all. */
  static boolean isLimited(Credential credential) {
    Allowance rateLimit = credential.rateLimit();
    Allowance quota = credential.quota();
    return (rateLimit != null && binds(rateLimit)) || (quota != null && binds(quota));
  }

  /** No client sends a request per nanosecond, and Bucket4j takes no such limit. */
  private static boolean binds(Allowance allowance) {
    return allowance.requests() <= allowance.per().toNanos();
  }

  boolean isFor(Credential credential) {
    return Objects.equals(rateLimit, credential.rateLimit())
        && Objects.equals(quota, credential.quota());
  }

  /** After so long without a request, this bucket is as full as a new one. */
  Duration window() {
    Duration rate = rateLimit == null ? Duration.ZERO : rateLimit.per();
    Duration other = quota == null ? Duration.ZERO : quota.per();
    return rate.compareTo(other) > 0 ? rate : other;
  }

  /** Takes one request; null when there was one left. */
  @Nullable Excess take() {
    VerboseResult<ConsumptionProbe> result = bucket.tryConsumeAndReturnRemaining(1);
    if (result.getValue().isConsumed()) {
      lastTaken = result.getOperationTimeNanos();
      return null;
    }
    Duration delay = Duration.ofNanos(result.getValue().getNanosToWaitForRefill());
    long first = result.getDiagnostics().getAvailableTokensPerEachBandwidth()[0];
    return quota != null && binds(quota) && first < 1
        ? new Excess(RefusalCode.QUOTA_EXCEEDED, quota, delay)
        : new Excess(RefusalCode.RATE_LIMITED, Objects.requireNonNull(rateLimit), delay);
  }

  /** The clock was set back: nothing would come in again until it is where it was. */
  boolean isAheadOfTime() {
    return lastTaken - time.currentTimeNanos() > CLOCK_TOLERANCE;
  }
}
