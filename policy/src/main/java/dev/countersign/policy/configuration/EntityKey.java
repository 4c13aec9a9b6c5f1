package dev.countersign.policy.configuration;

import dev.countersign.pki.certificate.Fingerprint;

/** Names an {@link Entity}. */
public sealed interface EntityKey {

  /** An {@link ApiConfiguration}. */
  record ApiKey(String id) implements EntityKey {}

  /** A {@link StoredCertificate}: every company has its own store. */
  record CertificateKey(String companyId, Fingerprint fingerprint) implements EntityKey {}

  /** An {@link AllowListEntry}. */
  record AllowListKey(String apiId, Fingerprint certificate) implements EntityKey {}

  /** A {@link Credential}. */
  record CredentialKey(String id) implements EntityKey {}
}
