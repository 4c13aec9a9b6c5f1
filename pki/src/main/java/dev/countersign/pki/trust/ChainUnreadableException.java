package dev.countersign.pki.trust;

/** What a client presented is over the limits, or its own certificate cannot be read. */
public final class ChainUnreadableException extends Exception {
  ChainUnreadableException(String message) {
    super(message);
  }

  ChainUnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
