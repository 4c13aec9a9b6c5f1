package dev.countersign.control.provider;

import dev.countersign.control.web.FieldErrors;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What lists are searched for. */
public final class Searches {

  private static final int LONGEST = 200;

  private Searches() {}

  /** A list's {@code q} as a pattern for {@code LIKE} over lower-case text; null for no search. */
  public static @Nullable String read(@Nullable String q) {
    if (q == null || q.isEmpty()) {
      return null;
    }
    FieldErrors errors = new FieldErrors();
    errors.text("q", q, LONGEST);
    errors.refuse();
    String literal =
        q.toLowerCase(Locale.ROOT).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return "%" + literal + "%";
  }
}
