package dev.countersign.control.provider.certificates;

import dev.countersign.control.provider.ListRequest;
import dev.countersign.control.provider.Positions;
import dev.countersign.control.provider.SortKey;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list of certificates {@code c} with their presentations {@code p} can be sorted by. */
enum CertificateKey implements SortKey<CertificateRow> {
  NAME("c.sort_name", "c.id"),
  EXPIRY("c.not_after", "c.id"),
  CREATED("c.created_at", "c.id"),
  /** Those never presented are before all others. */
  PRESENTED("p.presented_at", "p.certificate_id");

  private static final String NEVER = "never";

  private final String column;
  private final String idColumn;

  CertificateKey(String column, String idColumn) {
    this.column = column;
    this.idColumn = idColumn;
  }

  /** Reads a list's parameters, each of which may be absent; the newest are first. */
  static ListRequest<CertificateRow> list(
      @Nullable String sort, @Nullable String cursor, @Nullable Integer limit) {
    return ListRequest.of(List.of(values()), CREATED, sort, cursor, limit);
  }

  @Override
  public String column() {
    return column;
  }

  @Override
  public String idColumn() {
    return idColumn;
  }

  @Override
  public String position(CertificateRow row) {
    return switch (this) {
      case NAME -> row.sortName();
      case EXPIRY -> Positions.of(row.notAfter());
      case CREATED -> Positions.of(row.createdAt());
      case PRESENTED -> row.lastPresentedAt() == null ? NEVER : Positions.of(row.lastPresentedAt());
    };
  }

  @Override
  public Object value(String position) {
    if (this == NAME) {
      return position;
    }
    return this == PRESENTED && position.equals(NEVER)
        ? OffsetDateTime.MIN
        : Positions.time(position);
  }
}
