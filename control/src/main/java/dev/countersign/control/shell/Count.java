package dev.countersign.control.shell;

import java.util.Locale;

/** Numbers of things as people read them. */
public final class Count {

  /** What a long list is counted up to: to count on would take longer the more there are. */
  public static final int MOST = 10_000;

  /** What a statement counts up to: this many stand for all that are more than {@link #MOST}. */
  public static final int LIMIT = MOST + 1;

  private Count() {}

  /** As in {@code 1,284}. */
  public static String of(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** The same of what was counted up to {@link #LIMIT}: as in {@code 1,284}, or {@code 10,000+}. */
  public static String limited(long number) {
    return number > MOST ? of(MOST) + "+" : of(number);
  }

  /** As in {@code 1 API} and {@code 1,284 APIs}. */
  public static String of(long number, String one) {
    return of(number, one, one + "s");
  }

  /** As in {@code 1 entry} and {@code 3 entries}. */
  public static String of(long number, String one, String many) {
    return of(number) + " " + (number == 1 ? one : many);
  }
}
