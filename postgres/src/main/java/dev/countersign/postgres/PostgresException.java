package dev.countersign.postgres;

/** PostgreSQL could not be installed, started or reached; the message says what to do. */
public sealed class PostgresException extends Exception permits AlreadyRunningException {

  PostgresException(String message) {
    super(message);
  }

  PostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}
