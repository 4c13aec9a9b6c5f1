package dev.countersign.control.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** How near a certificate's end is. */
enum Stage {
  SIXTY_DAYS(60),
  THIRTY_DAYS(30),
  FOURTEEN_DAYS(14),
  SEVEN_DAYS(7),
  ONE_DAY(1),
  /** It is good for nothing any more. */
  ENDED(0);

  /** Before this, nobody is told. */
  static final Duration FIRST = Duration.ofDays(SIXTY_DAYS.days);

  private final int days;

  Stage(int days) {
    this.days = days;
  }

  /** Days before the end; 0 after it. */
  int days() {
    return days;
  }

  /** The nearest that has come: a certificate that is found late is told of once, not of each. */
  static Optional<Stage> of(Instant notAfter, Instant now) {
    if (now.isAfter(notAfter)) {
      return Optional.of(ENDED);
    }
    Duration left = Duration.between(now, notAfter);
    return Arrays.stream(values())
        .filter(stage -> stage != ENDED && left.compareTo(Duration.ofDays(stage.days)) <= 0)
        .min(Comparator.comparingInt(Stage::days));
  }
}
