package dev.countersign.control.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment as people read it: its date in UTC, and how far it is from now. */
public record Moment(Instant at, Instant now) {

  private static final int DAYS_OF_YEARS = 3 * 365;
  private static final DateTimeFormatter DATE = format("uuuu-MM-dd");
  private static final DateTimeFormatter MINUTE = format("uuuu-MM-dd HH:mm 'UTC'");
  private static final DateTimeFormatter MILLISECOND = format("uuuu-MM-dd HH:mm:ss.SSS 'UTC'");
  private static final DateTimeFormatter SPOKEN = format("d MMMM uuuu, HH:mm 'UTC'");

  /** As in {@code 2026-12-08}. */
  public String date() {
    return DATE.format(at);
  }

  /** As in {@code 2026-12-08 14:00 UTC}. */
  public String minute() {
    return MINUTE.format(at);
  }

  /** As in {@code 2026-12-08 14:00:07.218 UTC}. */
  public String millisecond() {
    return MILLISECOND.format(at);
  }

  /** As in {@code 8 December 2026, 14:00 UTC}. */
  public String spoken() {
    return SPOKEN.format(at);
  }

  /** As machines read it. */
  public String iso() {
    return at.toString();
  }

  /** As in {@code in 18 days} or {@code 4 minutes ago}. */
  public String distance() {
    boolean past = !at.isAfter(now);
    Duration apart = past ? Duration.between(at, now) : Duration.between(now, at);
    if (apart.toMinutes() == 0) {
      return past ? "just now" : "in a moment";
    }
    return past ? length(apart) + " ago" : "in " + length(apart);
  }

  private static String length(Duration apart) {
    if (apart.toHours() == 0) {
      return Count.of(apart.toMinutes(), "minute");
    }
    if (apart.toDays() == 0) {
      return Count.of(apart.toHours(), "hour");
    }
    return apart.toDays() < DAYS_OF_YEARS
        ? Count.of(apart.toDays(), "day")
        : Count.of(apart.toDays() / 365, "year");
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
