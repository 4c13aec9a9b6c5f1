package dev.countersign.gateway.configuration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How it stands with the feed, for readiness and metrics. Written by the follower alone. */
public final class FeedState {
  private final InstantSource clock;
  private final AtomicLong refused = new AtomicLong();
  private volatile @Nullable Instant lastContact;
  private volatile @Nullable String trouble;
  private volatile boolean connected;
  private volatile Duration lag = Duration.ZERO;

  FeedState(InstantSource clock) {
    this.clock = clock;
  }

  void contact() {
    lastContact = clock.instant();
    connected = true;
    trouble = null;
  }

  void applied(Instant committedAt) {
    Duration since = Duration.between(committedAt, clock.instant());
    lag = since.isNegative() ? Duration.ZERO : since;
  }

  void away(String why) {
    connected = false;
    trouble = why;
  }

  void refused(String why) {
    refused.incrementAndGet();
    trouble = why;
  }

  /** Whether the feed answered when it was last asked. */
  public boolean isConnected() {
    return connected;
  }

  /** When the feed last answered; null for never. */
  public @Nullable Instant lastContact() {
    return lastContact;
  }

  /** What is wrong now; null for nothing. */
  public @Nullable String trouble() {
    return trouble;
  }

  /** How many configurations could not be loaded. */
  public long refusedConfigurations() {
    return refused.get();
  }

  /** From commit to force, of the change that came last. */
  public Duration lag() {
    return lag;
  }
}
