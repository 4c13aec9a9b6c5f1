package dev.countersign.gateway.feed;

import org.jspecify.annotations.Nullable;

/** A gateway could not be enrolled, or what it got then is not usable. Says what to do. */
public final class EnrolmentException extends Exception {

  private static final long serialVersionUID = 1;

  EnrolmentException(String message) {
    super(message);
  }

  EnrolmentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
