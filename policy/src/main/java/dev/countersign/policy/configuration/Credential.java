package dev.countersign.policy.configuration;

import dev.countersign.pki.certificate.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An access token's record.
 *
 * @param tokens the tokens that are this credential: one, or two while a rotation overlaps
 * @param apis ids of the APIs it may call
 * @param boundCertificates works only with one of these presented; empty means unbound
 * @param expiresAt from this instant on it is refused; null for never
 */
public record Credential(
    String id,
    String companyId,
    String name,
    List<AcceptedToken> tokens,
    Set<String> apis,
    Set<Fingerprint> boundCertificates,
    Status status,
    @Nullable Instant expiresAt,
    @Nullable Allowance rateLimit,
    @Nullable Allowance quota)
    implements Entity {

  public Credential {
    tokens = List.copyOf(tokens);
    apis = Set.copyOf(apis);
    boundCertificates = Set.copyOf(boundCertificates);
  }

  @Override
  public EntityKey key() {
    return new EntityKey.CredentialKey(id);
  }

  /** A credential's status. */
  public enum Status {
    ACTIVE,
    SUSPENDED,
    REVOKED
  }

  /**
   * A token that is accepted.
   *
   * @param until from this instant on it is refused; null for no end of its own
   */
  public record AcceptedToken(TokenHash hash, @Nullable Instant until) {}

  /** So many requests in so long. */
  public record Allowance(long requests, Duration per) {

    /** For people: {@code 1000 requests in PT1H}. */
    @Override
    public String toString() {
      return requests + " requests in " + per;
    }
  }
}
