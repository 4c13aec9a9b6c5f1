package dev.countersign.control.accounts.apikeys;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An API key as the audit trail keeps it: without the key, and without its hash. */
record AuditedApiKey(
    String name,
    ApiKeyKind kind,
    @Nullable String owner,
    List<Scope> scopes,
    @Nullable Instant expiresAt) {

  static AuditedApiKey of(ApiKey key) {
    return new AuditedApiKey(
        key.name(),
        key.isPersonal() ? ApiKeyKind.PERSONAL : ApiKeyKind.SERVICE,
        key.ownerName(),
        key.scopes().stream().sorted().toList(),
        key.expiresAt());
  }
}
