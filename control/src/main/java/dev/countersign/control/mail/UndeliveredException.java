package dev.countersign.control.mail;

/** The mail server did not take a mail; the message says why, and never a password. */
final class UndeliveredException extends Exception {

  private static final long serialVersionUID = 1;

  private final boolean isFinal;

  UndeliveredException(String why, boolean isFinal, Throwable cause) {
    super(why, cause);
    this.isFinal = isFinal;
  }

  /** Whether it would refuse the same again. */
  boolean isFinal() {
    return isFinal;
  }
}
