package dev.countersign.control.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the page after this; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

  /**
   * The page out of what was read, which is one row more than asked for where there is a next page.
   *
   * @param position where a row lies in the list's order
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> position) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, position.apply(items.getLast()).text());
  }

  /** The same page of something else. */
  public <R> Page<R> map(Function<? super T, ? extends R> change) {
    return new Page<>(items.stream().<R>map(change).toList(), next);
  }
}
