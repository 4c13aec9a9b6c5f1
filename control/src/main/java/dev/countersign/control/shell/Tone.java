package dev.countersign.control.shell;

import java.util.Locale;

/** How a word is meant; the colour says again what the word says. */
public enum Tone {
  OK,
  WARN,
  BAD,
  INFO,
  QUIET;

  /** The style's name for it. */
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The icon beside a sentence of this tone. */
  public String icon() {
    return switch (this) {
      case OK -> "check";
      case WARN -> "alert-triangle";
      case BAD -> "x";
      case INFO, QUIET -> "info-circle";
    };
  }
}
