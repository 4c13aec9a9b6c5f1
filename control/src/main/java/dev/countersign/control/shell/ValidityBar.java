package dev.countersign.control.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A span of time as a bar: how much of it is over, and where notices fall.
 *
 * @param noticeDays at how many days before its end
 */
public record ValidityBar(Instant from, Instant until, Instant now, List<Integer> noticeDays) {

  public ValidityBar {
    noticeDays = List.copyOf(noticeDays);
  }

  /** One without notices, as in lists. */
  public ValidityBar(Instant from, Instant until, Instant now) {
    this(from, until, now, List.of());
  }

  /** How much is over, from 0 to 1000. */
  public int done() {
    return permille(now);
  }

  /** Where the notices fall, from 0 to 1000; those before its beginning are left out. */
  public List<Integer> marks() {
    return noticeDays.stream()
        .map(days -> until.minus(Duration.ofDays(days)))
        .filter(from::isBefore)
        .map(this::permille)
        .toList();
  }

  private int permille(Instant at) {
    long whole = Duration.between(from, until).toSeconds();
    long part = Duration.between(from, at).toSeconds();
    return whole <= 0 ? 1000 : (int) Math.clamp(part * 1000.0 / whole, 0, 1000);
  }
}
