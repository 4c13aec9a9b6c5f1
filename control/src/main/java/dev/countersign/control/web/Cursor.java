package dev.countersign.control.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

/**
 * A place in a list whose newest row comes first: after this row. It names no page number, so that
 * rows added or removed meanwhile neither repeat nor hide another.
 */
public record Cursor(Instant createdAt, String id) {

  /** Before the first row: no row is as new. */
  public static final Cursor START = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), "");

  /** Reads a cursor that a page gave. */
  public static Cursor parse(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      Instant createdAt = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
      String id = StandardCharsets.UTF_8.decode(bytes).toString();
      if (createdAt.isBefore(Instant.EPOCH)
          || createdAt.isAfter(START.createdAt)
          || id.length() > 64
          || id.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("Not a cursor of ours");
      }
      return new Cursor(createdAt, id);
    } catch (RuntimeException e) {
      throw new ProblemException(
          ProblemType.INVALID_FIELDS,
          "See errors for what to write instead.",
          List.of(
              new FieldError("cursor", "malformed", "Take the cursor from the next of a page.")));
    }
  }

  /** As it is given out. */
  public String text() {
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES + name.length)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, createdAt))
            .put(name)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
