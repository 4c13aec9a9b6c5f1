package dev.countersign.control.idempotency;

/** Who sends a request that can be repeated. */
public interface Asker {

  /** Whose Idempotency-Keys these are. */
  String apiKeyId();

  /** What only the asker knows, and the database does not. */
  byte[] secretBytes();
}
