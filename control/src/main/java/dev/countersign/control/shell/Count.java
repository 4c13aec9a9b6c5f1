package dev.countersign.control.shell;

import java.util.Locale;

/** Numbers of things as people read them. */
public final class Count {

  private Count() {}

  /** As in {@code 1,284}. */
  public static String of(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
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
