package dev.countersign.policy.report;

import org.jspecify.annotations.Nullable;

/** What a stranger wrote, as one line that can be stored, logged and shown. */
public final class ShownText {

  private static final String CUT = "…";

  private ShownText() {}

  /**
   * At most so many characters. Letters of every language stay; a question mark takes the place of
   * what ends a line, commands a terminal, turns the direction of writing, or is no character.
   */
  public static String of(@Nullable String text, int longest) {
    if (text == null) {
      return "";
    }
    String cut = text.length() <= longest ? text : cut(text, longest);
    return isPlain(cut) ? cut : replaced(cut);
  }

  private static String cut(String text, int longest) {
    int end = longest - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

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
