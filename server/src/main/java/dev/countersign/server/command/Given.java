package dev.countersign.server.command;

import org.jspecify.annotations.Nullable;

/** What picocli sets before a command is called. */
final class Given {

  private Given() {}

  static <T> T value(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("Called before the command line was read");
    }
    return value;
  }
}
