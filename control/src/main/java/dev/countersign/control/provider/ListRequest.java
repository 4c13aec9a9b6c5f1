package dev.countersign.control.provider;

import dev.countersign.control.database.Times;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Which page of a list of named things is asked for.
 *
 * @param after the last row of the page before; null for the first page
 */
public record ListRequest(ListOrder order, @Nullable Position after, int limit) {

  private static final int LONGEST_CURSOR = 2000;

  /** A row's place in its list. */
  public record Position(String id, String name, Instant createdAt) {}

  /** Reads a list's parameters, each of which may be absent. */
  public static ListRequest of(
      @Nullable String sort, @Nullable String cursor, @Nullable Integer limit) {
    FieldErrors errors = new FieldErrors();
    ListOrder order = ListOrder.parse(sort, errors);
    Position after = cursor == null || cursor.isEmpty() ? null : position(cursor, order, errors);
    errors.refuse();
    return new ListRequest(order, after, PageRequest.of(null, limit).limit());
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
    if (after != null) {
      query.param("after", after.id());
      query.param(
          "key",
          order.key() == ListOrder.Key.NAME ? after.name() : Times.parameter(after.createdAt()));
    }
    return query;
  }

  /** The page out of what was read. */
  public <T> Page<T> page(List<T> rows, Function<T, Position> position) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> shown = rows.subList(0, limit);
    return new Page<>(shown, cursor(position.apply(shown.getLast())));
  }

  private String cursor(Position last) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, last.createdAt());
    String text = "%s\n%s\n%d\n%s".formatted(order.code(), last.id(), micros, last.name());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Position position(String cursor, ListOrder order, FieldErrors errors) {
    try {
      return parsed(cursor, order);
    } catch (RuntimeException e) {
      errors.add("cursor", "malformed", "Take the cursor from the next of a page sorted likewise.");
      return null;
    }
  }

  private static Position parsed(String cursor, ListOrder order) {
    if (cursor.length() > LONGEST_CURSOR) {
      throw new IllegalArgumentException("Longer than any of ours");
    }
    String[] parts =
        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", 4);
    if (parts.length != 4 || !parts[0].equals(order.code()) || hasNul(parts)) {
      throw new IllegalArgumentException("Not a cursor of this list");
    }
    Instant createdAt = Instant.EPOCH.plus(Long.parseLong(parts[2]), ChronoUnit.MICROS);
    if (createdAt.isAfter(Instant.parse("9999-12-31T00:00:00Z"))
        || createdAt.isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException("Not a time of ours");
    }
    return new Position(parts[1], parts[3], createdAt);
  }

  /** Whether it has what PostgreSQL takes in no text. */
  private static boolean hasNul(String[] parts) {
    return parts[1].indexOf('\0') >= 0 || parts[3].indexOf('\0') >= 0;
  }
}
