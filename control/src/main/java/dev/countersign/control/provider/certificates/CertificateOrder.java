package dev.countersign.control.provider.certificates;

import dev.countersign.control.database.Times;
import dev.countersign.control.web.FieldErrors;
import java.time.Instant;
import java.time.OffsetDateTime;
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

  private static final String NEVER = "never";

  /** The newest first. */
  static final CertificateOrder NEWEST = new CertificateOrder(Key.CREATED, true);

  /** What can be sorted by, each with an index. */
  enum Key {
    NAME("c.sort_name", "c.id"),
    EXPIRY("c.not_after", "c.id"),
    CREATED("c.created_at", "c.id"),
    /** Those never presented are before all others. */
    PRESENTED("p.presented_at", "p.certificate_id");

    private final String column;
    private final String idColumn;

    Key(String column, String idColumn) {
      this.column = column;
      this.idColumn = idColumn;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The index's column, of a certificate {@code c} with its presentation {@code p}. */
    String column() {
      return column;
    }

    /** The id in the same index, which alike rows are sorted by. */
    String idColumn() {
      return idColumn;
    }

    /** A value of it as text, which a cursor can carry; null where it is none. */
    @Nullable Object parameter(String text) {
      try {
        if (this == NAME) {
          return text;
        }
        return this == PRESENTED && text.equals(NEVER)
            ? OffsetDateTime.MIN
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
      errors.add(
          "sort", "unknown", "Sort by name, expiry, created or presented, or -name and so on.");
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
      case PRESENTED -> row.lastPresentedAt() == null ? NEVER : micros(row.lastPresentedAt());
    };
  }

  private static String micros(Instant instant) {
    return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
  }
}
