package dev.countersign.control.provider.certificates;

import dev.countersign.control.database.Times;
import dev.countersign.control.web.FieldErrors;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a list of certificates is sorted by; rows alike in it are sorted by id.
 *
 * @param descending from the greatest to the least
 */
record CertificateOrder(Key key, boolean descending) {

  /** The newest first. */
  static final CertificateOrder NEWEST = new CertificateOrder(Key.CREATED, true);

  /** What can be sorted by, each with an index. */
  enum Key {
    NAME("c.sort_name"),
    EXPIRY("c.not_after"),
    CREATED("c.created_at");

    private final String column;

    Key(String column) {
      this.column = column;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The index's column, of a certificate {@code c}. */
    String column() {
      return column;
    }

    /** A value of it as text, which a cursor can carry; null where it is none. */
    @Nullable Object parameter(String text) {
      try {
        return this == NAME
            ? text
            : Times.parameter(Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS));
      } catch (RuntimeException e) {
        return null;
      }
    }
  }

  /** Reads a list's {@code sort}: {@code name}, or {@code -name} for the other way round. */
  static CertificateOrder parse(@Nullable String sort, FieldErrors errors) {
    if (sort == null || sort.isEmpty()) {
      return NEWEST;
    }
    boolean descending = sort.startsWith("-");
    String code = descending ? sort.substring(1) : sort;
    Optional<Key> key =
        Arrays.stream(Key.values()).filter(known -> known.code().equals(code)).findFirst();
    if (key.isEmpty()) {
      errors.add("sort", "unknown", "Sort by name, expiry or created, or -name and so on.");
    }
    return new CertificateOrder(key.orElse(Key.CREATED), descending);
  }

  /** As a list's {@code sort} names it. */
  String code() {
    return (descending ? "-" : "") + key.code();
  }

  /** Where a row lies in it, as text. */
  String position(CertificateRow row) {
    return switch (key) {
      case NAME -> row.sortName();
      case EXPIRY -> micros(row.notAfter());
      case CREATED -> micros(row.createdAt());
    };
  }

  private static String micros(Instant instant) {
    return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
  }
}
