package dev.countersign.policy.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what clients wrote, and what gateways claim, within sizes that can be stored and shown. */
final class Bounds {
  private static final String CUT = "…";

  private Bounds() {}

  static void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** At most so many characters, each of them one that can be shown and stored. */
  static String text(@Nullable String text, int longest) {
    if (text == null) {
      return "";
    }
    String cut = text.length() <= longest ? text : cut(text, longest);
    return isPlain(cut) ? cut : replaced(cut);
  }

  static @Nullable String optional(@Nullable String text, int longest) {
    return text == null ? null : text(text, longest);
  }

  static <T> List<T> first(@Nullable List<T> all, int most) {
    return all == null ? List.of() : List.copyOf(all.size() <= most ? all : all.subList(0, most));
  }

  private static String cut(String text, int longest) {
    int end = longest - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  /** Control characters, half surrogates, and what turns the direction of writing. */
  private static String replaced(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point ->
            shown.appendCodePoint(
                switch (Character.getType(point)) {
                  case Character.CONTROL,
                      Character.FORMAT,
                      Character.SURROGATE,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR,
                      Character.UNASSIGNED ->
                      '?';
                  default -> point;
                }));
    return shown.toString();
  }
}
