package dev.countersign.pki.certificate;

/** These bytes are no X.509 certificate. The message says why, and never repeats the bytes. */
public final class UnreadableCertificateException extends Exception {
  UnreadableCertificateException(String message) {
    super(message);
  }

  UnreadableCertificateException(String message, Throwable cause) {
    super(message, cause);
  }
}
