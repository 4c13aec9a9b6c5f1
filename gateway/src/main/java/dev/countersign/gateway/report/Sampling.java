package dev.countersign.gateway.report;

import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.decision.RefusalCause;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which refusals are recorded. Each company and reason has a rate of its own, so that a flood of
 * one leaves the others alone; and so has each client that the company knows, so that a flood of
 * strangers does not hide it. Every refusal is counted, recorded or not.
 */
final class Sampling {
  private static final int BURST = 50;
  private static final long EVERY = TimeUnit.SECONDS.toNanos(3);
  private static final int KNOWN_BURST = 5;
  private static final long KNOWN_EVERY = TimeUnit.SECONDS.toNanos(20);

  /** What is forgotten then begins anew; there is no harm in a record more. */
  private static final int MOST_KNOWN = 20_000;

  private final Map<Key, AtomicLong> reasons = new ConcurrentHashMap<>();
  private final Map<Key, AtomicLong> known = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  Sampling(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Whether to record one more.
   *
   * @param company empty for none
   * @param client who is known to the company: a certificate of its store, a credential; null else
   */
  boolean admits(
      String company, RefusalCode code, @Nullable RefusalCause cause, @Nullable Object client) {
    long now = nanoTime.getAsLong();
    if (client != null) {
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      if (admits(known, new Key(company, code, cause, client), now, KNOWN_BURST, KNOWN_EVERY)) {
        return true;
      }
    }
    return admits(reasons, new Key(company, code, cause, null), now, BURST, EVERY);
  }

  /** The generic cell rate algorithm: the number is when the next one would be due. */
  private static boolean admits(
      Map<Key, AtomicLong> rates, Key key, long now, int burst, long every) {
    AtomicLong rate = rates.computeIfAbsent(key, fresh -> new AtomicLong(now));
    while (true) {
      long due = rate.get();
      long from = due - now < 0 ? now : due;
      if (from - now > (burst - 1) * every) {
        return false;
      }
      if (rate.compareAndSet(due, from + every)) {
        return true;
      }
    }
  }

  private record Key(
      String company, RefusalCode code, @Nullable RefusalCause cause, @Nullable Object client) {}
}
