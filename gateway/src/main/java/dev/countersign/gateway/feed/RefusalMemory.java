package dev.countersign.gateway.feed;

import dev.countersign.policy.feed.FeedUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** That the control plane refuses this gateway, so that it is not asked again and again. */
final class RefusalMemory {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalMemory.class);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMinutes(1);

  private final InstantSource clock;
  private volatile @Nullable Refusal refusal;

  RefusalMemory(InstantSource clock) {
    this.clock = clock;
  }

  /** Ends the attempt where the last refusal is less than a minute old. */
  void requireDue() throws FeedUnavailableException {
    Refusal known = refusal;
    if (known != null && clock.instant().isBefore(known.at.plus(BETWEEN_ATTEMPTS))) {
      throw exception(known.detail);
    }
  }

  /** Keeps a refusal in mind, and gives what to throw. */
  FeedUnavailableException remember(String detail) {
    if (refusal == null) {
      LOG.atError().addKeyValue("detail", detail).log("The control plane refuses this gateway");
    }
    refusal = new Refusal(detail, clock.instant());
    return exception(detail);
  }

  void forget() {
    refusal = null;
  }

  Optional<String> current() {
    return Optional.ofNullable(refusal).map(Refusal::detail);
  }

  private static FeedUnavailableException exception(String detail) {
    return new FeedUnavailableException("The control plane refuses this gateway: " + detail);
  }

  private record Refusal(String detail, Instant at) {}
}
