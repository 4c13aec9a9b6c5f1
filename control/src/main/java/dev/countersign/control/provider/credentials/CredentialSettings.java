package dev.countersign.control.provider.credentials;

import dev.countersign.control.web.FieldErrors;
import dev.countersign.policy.configuration.Credential;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an owner sets of a credential: complete and judged. */
record CredentialSettings(
    String name,
    Set<String> apis,
    Set<String> boundCertificates,
    Credential.Status status,
    @Nullable Instant expiresAt,
    Credential.@Nullable Allowance rateLimit,
    Credential.@Nullable Allowance quota) {

  /** How many certificates it may be bound to. */
  static final int MOST_BOUND = 100;

  CredentialSettings with(Credential.Status changed) {
    return new CredentialSettings(
        name, apis, boundCertificates, changed, expiresAt, rateLimit, quota);
  }

  /** G23: bound to one more; refused where that is one too many. */
  CredentialSettings boundTo(String certificateId) {
    Set<String> bound = new TreeSet<>(boundCertificates);
    bound.add(certificateId);
    if (bound.size() > MOST_BOUND) {
      FieldErrors errors = new FieldErrors();
      errors.add("boundCertificates", "too_many", "There may be %d.".formatted(MOST_BOUND));
      errors.refuse();
    }
    return new CredentialSettings(name, apis, bound, status, expiresAt, rateLimit, quota);
  }
}
