package dev.countersign.gateway.report;

import dev.countersign.pki.certificate.Fingerprint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one request used. It can be set anew, so that looking up what was counted before makes no
 * object; one that is in a map is never set again.
 */
final class UseKey {
  private String apiId = "";
  private @Nullable Fingerprint certificate;
  private @Nullable String credentialId;

  UseKey set(String api, @Nullable Fingerprint leaf, @Nullable String credential) {
    apiId = api;
    certificate = leaf;
    credentialId = credential;
    return this;
  }

  UseKey copy() {
    return new UseKey().set(apiId, certificate, credentialId);
  }

  String apiId() {
    return apiId;
  }

  @Nullable Fingerprint certificate() {
    return certificate;
  }

  @Nullable String credentialId() {
    return credentialId;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UseKey key
        && apiId.equals(key.apiId)
        && Objects.equals(credentialId, key.credentialId)
        && Objects.equals(certificate, key.certificate);
  }

  /** Fingerprints are hashes already. */
  @Override
  public int hashCode() {
    int leaf = certificate == null ? 0 : Long.hashCode(certificate.first());
    return 31 * (31 * apiId.hashCode() + leaf)
        + (credentialId == null ? 0 : credentialId.hashCode());
  }
}
