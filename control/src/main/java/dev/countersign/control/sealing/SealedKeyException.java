package dev.countersign.control.sealing;

/** What is sealed, or what opens it, cannot be used. The message says what to do. */
public class SealedKeyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public SealedKeyException(String message) {
    super(message);
  }

  public SealedKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
