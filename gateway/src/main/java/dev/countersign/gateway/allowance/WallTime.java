package dev.countersign.gateway.allowance;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.TimeMeter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The gateway's clock in nanoseconds since 1970, for buckets and for the memory of them. */
record WallTime(InstantSource clock) implements TimeMeter, Ticker {

  @Override
  public long currentTimeNanos() {
    Instant now = clock.instant();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public boolean isWallClockBased() {
    return true;
  }

  @Override
  public long read() {
    return currentTimeNanos();
  }
}
