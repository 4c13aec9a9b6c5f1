package dev.countersign.control.web;

import org.jspecify.annotations.Nullable;

/** What a request looks for in a list, as a statement's parameter. */
public final class Sought {

  private Sought() {}

  /**
   * The text as typed, without spaces around; null where nothing is. PostgreSQL takes no NUL, and
   * no text of its has one: in its place stands a character that finds as little.
   */
  public static @Nullable String text(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : typed.strip().replace('\0', '\uFFFD');
  }
}
