package dev.countersign.control.provider;

import dev.countersign.control.database.Times;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Times as cursors carry them. */
public final class Positions {

  /** A certificate's end may be as late as this, and nothing here is later. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Positions() {}

  /** In microseconds, as the database keeps them. */
  public static String of(Instant instant) {
    return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
  }

  /** The same as a statement's parameter; refuses what the database would. */
  public static OffsetDateTime time(String position) {
    Instant instant = Instant.EPOCH.plus(Long.parseLong(position), ChronoUnit.MICROS);
    if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) {
      throw new IllegalArgumentException("Not a time of ours");
    }
    return Times.parameter(instant);
  }
}
