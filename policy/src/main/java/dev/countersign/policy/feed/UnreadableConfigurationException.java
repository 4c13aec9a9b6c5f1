package dev.countersign.policy.feed;

import org.jspecify.annotations.Nullable;

/**
 * A configuration is cut off, damaged, or of a newer kind than this software knows. It is refused
 * as a whole, and whatever was in force stays (G46).
 */
public final class UnreadableConfigurationException extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableConfigurationException(String message) {
    super(message);
  }

  UnreadableConfigurationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
