package dev.countersign.policy.configuration;

/** One thing that a gateway is told of; together they are the configuration. */
public sealed interface Entity
    permits ApiConfiguration, StoredCertificate, AllowListEntry, Credential {

  /** What this replaces when it arrives. */
  EntityKey key();
}
