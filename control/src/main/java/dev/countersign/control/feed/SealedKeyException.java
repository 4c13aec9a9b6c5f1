package dev.countersign.control.feed;

/** A sealed key, or what opens it, cannot be used. The message says what to do. */
class SealedKeyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SealedKeyException(String message) {
    super(message);
  }

  SealedKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
