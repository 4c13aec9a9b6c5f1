package dev.countersign.control.provider;

import dev.countersign.control.web.FieldErrors;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a list of named things is sorted. */
public record ListOrder(Key key, boolean descending) {

  /** The newest first. */
  public static final ListOrder NEWEST = new ListOrder(Key.CREATED, true);

  /** What can be sorted by, each with an index. */
  public enum Key {
    NAME("lower(name) COLLATE \"C\"", "lower(:key) COLLATE \"C\""),
    CREATED("created_at", ":key");

    private final String expression;
    private final String parameter;

    Key(String expression, String parameter) {
      this.expression = expression;
      this.parameter = parameter;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads a list's {@code sort}: {@code name}, or {@code -name} for the other way round. */
  static ListOrder parse(@Nullable String sort, FieldErrors errors) {
    if (sort == null || sort.isEmpty()) {
      return NEWEST;
    }
    boolean descending = sort.startsWith("-");
    String code = descending ? sort.substring(1) : sort;
    Optional<Key> key =
        Arrays.stream(Key.values()).filter(known -> known.code().equals(code)).findFirst();
    if (key.isEmpty()) {
      errors.add("sort", "unknown", "Sort by name or created, or -name and -created.");
    }
    return new ListOrder(key.orElse(Key.CREATED), descending);
  }

  /** As a list's {@code sort} names it. */
  String code() {
    return (descending ? "-" : "") + key.code();
  }

  /** SQL for what comes after the row of {@code :key} and {@code :after}. */
  String after() {
    return "(%s, id) %s (%s, :after)"
        .formatted(key.expression, descending ? "<" : ">", key.parameter);
  }

  /** SQL for the order. */
  String by() {
    String direction = descending ? "DESC" : "ASC";
    return "%s %s, id %2$s".formatted(key.expression, direction);
  }
}
