package dev.countersign.server.role;

/** Something that the operator can mend keeps Countersign from starting; the message says what. */
public final class StartException extends Exception {

  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
