package dev.countersign.control.provider;

import dev.countersign.control.web.FieldErrors;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Spans of time as the REST API writes them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h},
 * {@code 7d}.
 */
public final class Spans {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private Spans() {}

  /** Reads a span, or adds an error and answers null. */
  public static @Nullable Duration read(
      String field, @Nullable String text, Duration least, Duration most, FieldErrors errors) {
    Duration span = text == null ? null : parse(text);
    if (span == null) {
      errors.add(field, "malformed", "Write a span of time such as 500ms, 30s, 5m, 1h or 7d.");
      return null;
    }
    if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
      errors.add(
          field, "out_of_range", "Write a span from %s to %s.".formatted(text(least), text(most)));
    }
    return span;
  }

  private static @Nullable Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** Writes a span in the largest unit that says it exactly. */
  public static String text(Duration span) {
    long millis = span.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
