package dev.countersign.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until it is set or moved on. Safe for use by many threads. */
public final class SettableClock implements InstantSource {

  private final AtomicReference<Instant> now;

  private SettableClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  public static SettableClock at(Instant now) {
    return new SettableClock(now);
  }

  /** Stands at the time of RFC 3339 text such as {@code 2026-03-01T12:00:00Z}. */
  public static SettableClock at(String now) {
    return at(Instant.parse(now));
  }

  public void set(Instant instant) {
    now.set(instant);
  }

  /** Moves on; a negative duration moves back. */
  public void advance(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public String toString() {
    return "SettableClock[" + now + "]";
  }
}
