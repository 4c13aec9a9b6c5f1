package dev.countersign.control.provider.credentials;

import dev.countersign.control.provider.Named;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.Credential;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** A credential of a company, without its tokens, of which only the hashes are known. */
record CredentialRow(
    String companyId,
    String id,
    CredentialSettings settings,
    List<Credential.AcceptedToken> tokens,
    long version,
    Instant createdAt)
    implements Named {

  @Override
  public String name() {
    return settings.name();
  }

  CredentialRow with(CredentialSettings changed) {
    return new CredentialRow(companyId, id, changed, tokens, version + 1, createdAt);
  }

  CredentialRow with(List<Credential.AcceptedToken> changed) {
    return new CredentialRow(companyId, id, settings, changed, version + 1, createdAt);
  }

  /** As a gateway is told of it. */
  Credential toConfiguration() {
    return new Credential(
        id,
        companyId,
        settings.name(),
        tokens,
        settings.apis(),
        settings.boundCertificates().stream()
            .map(Fingerprint::parse)
            .collect(Collectors.toUnmodifiableSet()),
        settings.status(),
        settings.expiresAt(),
        settings.rateLimit(),
        settings.quota());
  }
}
