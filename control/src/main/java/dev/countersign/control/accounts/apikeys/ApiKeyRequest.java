package dev.countersign.control.accounts.apikeys;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a request for a new API key. */
record ApiKeyRequest(
    @Nullable String name,
    @Nullable Set<Scope> scopes,
    @Schema(description = "A service's (the default), or one's own.") @Nullable ApiKeyKind kind,
    @Schema(description = "From when on it opens nothing; absent for never.")
        @Nullable Instant expiresAt) {

  ApiKeyKind kindOrDefault() {
    return kind == null ? ApiKeyKind.SERVICE : kind;
  }
}
