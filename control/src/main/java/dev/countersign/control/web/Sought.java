package dev.countersign.control.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request looks for in a list, as a statement's parameter. Every list reads it here, so that
 * all take the same for a search, and for none.
 */
public final class Sought {

  private static final int LONGEST = 200;

  private Sought() {}

  /** A list's {@code q} without spaces around; null for no search, which spaces alone are too. */
  public static @Nullable String text(@Nullable String q) {
    String text = value(q);
    if (text != null && text.length() > LONGEST) {
      throw new ProblemException(
          ProblemType.INVALID_FIELDS,
          "See errors for what to write instead.",
          List.of(new FieldError("q", "too_long", "q may have %d characters.".formatted(LONGEST))));
    }
    return text;
  }

  /**
   * The same as a pattern for {@code LIKE} over lower-case text, which finds the text anywhere and
   * takes each of its characters for itself.
   */
  public static @Nullable String pattern(@Nullable String q) {
    String text = text(q);
    return text == null
        ? null
        : "%"
            + text.toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
            + "%";
  }

  /**
   * What another parameter of a list asks for, without spaces around; null where it says nothing.
   * PostgreSQL takes no NUL, and no text of its has one: in its place stands a character that finds
   * as little.
   */
  public static @Nullable String value(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : typed.strip().replace('\0', '\uFFFD');
  }
}
