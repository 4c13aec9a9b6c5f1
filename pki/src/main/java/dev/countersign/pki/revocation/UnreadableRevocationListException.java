package dev.countersign.pki.revocation;

/** These bytes are no certificate revocation list. */
public final class UnreadableRevocationListException extends Exception {
  UnreadableRevocationListException(String message, Throwable cause) {
    super(message, cause);
  }
}
