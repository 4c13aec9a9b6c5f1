package dev.countersign.control.provider.certificates;

import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Which page of which list is asked for.
 *
 * @param after the last row of the page before; null for the first page
 */
record CertificateListRequest(
    CertificateFilter filter, CertificateOrder order, @Nullable Position after, int limit) {

  private static final int LONGEST_CURSOR = 2000;

  /** A row's place in its list. */
  record Position(Object key, String id) {}

  /** Reads a list's parameters, each of which may be absent. */
  static CertificateListRequest of(
      CertificateFilter filter,
      @Nullable String sort,
      @Nullable String cursor,
      @Nullable Integer limit) {
    FieldErrors errors = new FieldErrors();
    CertificateOrder order = CertificateOrder.parse(sort, errors);
    Position after = cursor == null ? null : position(cursor, order, errors);
    errors.refuse();
    return new CertificateListRequest(filter, order, after, PageRequest.of(null, limit).limit());
  }

  /** The cursor of the page after this row. */
  String cursorAfter(CertificateRow row) {
    String text = "%s\n%s\n%s".formatted(order.code(), row.id(), order.position(row));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Position position(
      String cursor, CertificateOrder order, FieldErrors errors) {
    String[] parts = parts(cursor);
    if (parts.length == 3 && parts[0].equals(order.code()) && parts[2].indexOf('\0') < 0) {
      Object key = order.key().parameter(parts[2]);
      if (key != null) {
        return new Position(key, parts[1]);
      }
    }
    errors.add("cursor", "malformed", "Take the cursor from the next of a page sorted likewise.");
    return null;
  }

  private static String[] parts(String cursor) {
    if (cursor.length() > LONGEST_CURSOR) {
      return new String[0];
    }
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
          .split("\n", 3);
    } catch (IllegalArgumentException e) {
      return new String[0];
    }
  }
}
