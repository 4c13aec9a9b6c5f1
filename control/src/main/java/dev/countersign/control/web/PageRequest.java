package dev.countersign.control.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which page of a list is asked for. */
public record PageRequest(Cursor after, int limit) {

  private static final int DEFAULT = 50;
  private static final int MOST = 200;

  /** Reads a request's {@code cursor} and {@code limit}, each of which may be absent. */
  public static PageRequest of(@Nullable String cursor, @Nullable Integer limit) {
    int rows = limit == null ? DEFAULT : limit;
    if (rows < 1 || rows > MOST) {
      throw new ProblemException(
          ProblemType.INVALID_FIELDS,
          "See errors for what to write instead.",
          List.of(new FieldError("limit", "out_of_range", "Ask for 1 to 200.")));
    }
    return new PageRequest(cursor == null ? Cursor.START : Cursor.parse(cursor), rows);
  }

  /** How many rows to read: one more than asked for tells whether a next page exists. */
  public int rowsToRead() {
    return limit + 1;
  }
}
