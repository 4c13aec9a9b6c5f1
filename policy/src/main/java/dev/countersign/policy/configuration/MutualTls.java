package dev.countersign.policy.configuration;

/**
 * An API's mutual TLS.
 *
 * @param mode whether a client certificate on the allow list is needed
 * @param tolerateServerAuth whether a leaf whose extended key usage names serverAuth alone is
 *     accepted
 */
public record MutualTls(Mode mode, boolean tolerateServerAuth) {

  /** Whether a client certificate on the allow list is needed. */
  public enum Mode {
    OFF,
    ENFORCE
  }
}
