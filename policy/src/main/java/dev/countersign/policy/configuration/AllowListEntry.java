package dev.countersign.policy.configuration;

import dev.countersign.pki.certificate.Fingerprint;

/** One entry of an API's allow list: a client certificate, or a CA, of the company's store. */
public record AllowListEntry(String apiId, Fingerprint certificate) implements Entity {

  @Override
  public EntityKey key() {
    return new EntityKey.AllowListKey(apiId, certificate);
  }
}
