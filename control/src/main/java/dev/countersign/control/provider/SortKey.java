package dev.countersign.control.provider;

import java.util.Locale;

/**
 * What a list of these rows can be sorted by. Each has an index: the company, then this, then the
 * row's id, by which rows alike in it are sorted.
 */
public interface SortKey<R extends Named> {

  /** As an enum names it. */
  String name();

  /** As a list's {@code sort} names it. */
  default String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The index's column, in SQL. */
  String column();

  /** The id in the same index. */
  String idColumn();

  /** A value to compare the column with, in SQL. */
  default String parameter() {
    return ":key";
  }

  /** Where a row lies in the list, as text that a cursor carries. */
  String position(R row);

  /**
   * The same as a statement's parameter.
   *
   * @throws RuntimeException where the text is none of ours
   */
  Object value(String position);
}
