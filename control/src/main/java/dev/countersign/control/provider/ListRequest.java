package dev.countersign.control.provider;

import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Which page of a list is asked for.
 *
 * @param after the last row of the page before; null for the first page
 */
public record ListRequest<R extends Named>(
    ListOrder<R> order, @Nullable Position after, int limit) {

  private static final int LONGEST_CURSOR = 2000;

  /**
   * A row's place in its list.
   *
   * @param key a statement's parameter
   */
  public record Position(Object key, String id) {}

  /** The first rows in this order, for whoever needs no page after them. */
  public static <R extends Named> ListRequest<R> first(SortKey<R> key, int limit) {
    return new ListRequest<>(new ListOrder<>(key, false), null, limit);
  }

  /** The last rows in this order, the last of them first. */
  public static <R extends Named> ListRequest<R> last(SortKey<R> key, int limit) {
    return new ListRequest<>(new ListOrder<>(key, true), null, limit);
  }

  /**
   * Reads a list's parameters, each of which may be absent.
   *
   * @param keys what it can be sorted by
   * @param newest what puts the newest first, as it is sorted unless asked otherwise
   */
  public static <R extends Named> ListRequest<R> of(
      List<? extends SortKey<R>> keys,
      SortKey<R> newest,
      @Nullable String sort,
      @Nullable String cursor,
      @Nullable Integer limit) {
    FieldErrors errors = new FieldErrors();
    ListOrder<R> order = ListOrder.parse(keys, newest, sort, errors);
    Position after = cursor == null || cursor.isEmpty() ? null : position(cursor, order, errors);
    errors.refuse();
    return new ListRequest<>(order, after, PageRequest.of(null, limit).limit());
  }

  /** SQL that ends a query whose conditions end with this: position, order and limit. */
  public String sql() {
    return (after == null ? "" : "AND " + order.after() + "\n")
        + "ORDER BY "
        + order.by()
        + "\nLIMIT :rows";
  }

  /** Hands that SQL its values: one row more than asked for tells whether a next page exists. */
  public StatementSpec parameters(StatementSpec query) {
    query.param("rows", limit + 1);
    return after == null ? query : query.param("after", after.id()).param("key", after.key());
  }

  /** The page out of what was read. */
  public <T extends R> Page<T> page(List<T> rows) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> shown = rows.subList(0, limit);
    T last = shown.getLast();
    return new Page<>(shown, cursor(last.id(), order.key().position(last)));
  }

  private String cursor(String id, String position) {
    String text = "%s\n%s\n%s".formatted(order.code(), id, position);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static <R extends Named> @Nullable Position position(
      String cursor, ListOrder<R> order, FieldErrors errors) {
    try {
      return parsed(cursor, order);
    } catch (RuntimeException e) {
      errors.add("cursor", "malformed", "Take the cursor from the next of a page sorted likewise.");
      return null;
    }
  }

  private static <R extends Named> Position parsed(String cursor, ListOrder<R> order) {
    if (cursor.length() > LONGEST_CURSOR) {
      throw new IllegalArgumentException("Longer than any of ours");
    }
    String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    String[] parts = text.split("\n", 3);
    if (parts.length != 3 || !parts[0].equals(order.code()) || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("Not a cursor of this list");
    }
    return new Position(order.key().value(parts[2]), parts[1]);
  }
}
