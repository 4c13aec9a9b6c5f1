package dev.countersign.control.provider;

import dev.countersign.control.web.FieldErrors;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a list is sorted.
 *
 * @param descending from the greatest to the least
 */
public record ListOrder<R extends Named>(SortKey<R> key, boolean descending) {

  /** Reads a list's {@code sort}: {@code name}, or {@code -name} for the other way round. */
  static <R extends Named> ListOrder<R> parse(
      List<? extends SortKey<R>> keys,
      SortKey<R> newest,
      @Nullable String sort,
      FieldErrors errors) {
    if (sort == null || sort.isEmpty()) {
      return new ListOrder<>(newest, true);
    }
    boolean descending = sort.startsWith("-");
    String code = descending ? sort.substring(1) : sort;
    Optional<? extends SortKey<R>> key =
        keys.stream().filter(known -> known.code().equals(code)).findFirst();
    if (key.isEmpty()) {
      errors.add(
          "sort",
          "unknown",
          keys.stream()
              .map(SortKey::code)
              .collect(
                  Collectors.joining(
                      ", ", "Sort by one of ", "; with - in front the other way round.")));
    }
    return new ListOrder<>(key.isPresent() ? key.get() : newest, descending);
  }

  /** As a list's {@code sort} names it. */
  String code() {
    return (descending ? "-" : "") + key.code();
  }

  /** SQL for what comes after the row of {@code :key} and {@code :after}. */
  String after() {
    return "(%s, %s) %s (%s, :after)"
        .formatted(key.column(), key.idColumn(), descending ? "<" : ">", key.parameter());
  }

  /** SQL for the order. */
  String by() {
    return "%s %s, %s %2$s".formatted(key.column(), descending ? "DESC" : "ASC", key.idColumn());
  }
}
