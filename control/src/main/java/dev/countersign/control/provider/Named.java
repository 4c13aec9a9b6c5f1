package dev.countersign.control.provider;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a list of things that have a name. */
public interface Named {

  String id();

  String name();

  Instant createdAt();

  /**
   * What lists of them can be sorted by. A list that is sorted by more has keys of its own, as that
   * of certificates.
   */
  enum Key implements SortKey<Named> {
    NAME("lower(name) COLLATE \"C\"") {
      @Override
      public String parameter() {
        return "lower(:key) COLLATE \"C\"";
      }

      @Override
      public String position(Named row) {
        return row.name();
      }

      @Override
      public Object value(String position) {
        return position;
      }
    },
    CREATED("created_at") {
      @Override
      public String position(Named row) {
        return Positions.of(row.createdAt());
      }

      @Override
      public Object value(String position) {
        return Positions.time(position);
      }
    };

    private final String column;

    Key(String column) {
      this.column = column;
    }

    @Override
    public String column() {
      return column;
    }

    @Override
    public String idColumn() {
      return "id";
    }
  }

  /** Reads a list's parameters, each of which may be absent; the newest are first. */
  static ListRequest<Named> list(
      @Nullable String sort, @Nullable String cursor, @Nullable Integer limit) {
    return ListRequest.of(List.of(Key.values()), Key.CREATED, sort, cursor, limit);
  }
}
