package dev.countersign.control.accounts.apikeys;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is shown.
 *
 * @param ownerId the person whose key it is; null for a service's
 * @param madeBy the name of whoever made it
 */
@Schema(name = "ApiKey")
public record ApiKeyView(
    String id,
    String name,
    ApiKeyKind kind,
    @Nullable String ownerId,
    @Nullable String ownerName,
    String madeBy,
    List<Scope> scopes,
    @Schema(allowableValues = {"active", "expired"}) String status,
    @Nullable Instant expiresAt,
    @Schema(description = "To the minute.") @Nullable Instant lastUsedAt,
    Instant createdAt,
    @Schema(description = "The key itself, in the answer that creates it and never again.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String key) {

  static ApiKeyView of(ApiKey key, Instant now, @Nullable ApiKeySecret secret) {
    return new ApiKeyView(
        key.id(),
        key.name(),
        key.isPersonal() ? ApiKeyKind.PERSONAL : ApiKeyKind.SERVICE,
        key.ownerId(),
        key.ownerName(),
        key.madeBy(),
        key.scopes().stream().sorted().toList(),
        key.isExpiredAt(now) ? "expired" : "active",
        key.expiresAt(),
        key.lastUsedAt(),
        key.createdAt(),
        secret == null ? null : secret.reveal());
  }

  /** Does not show the key. */
  @Override
  public String toString() {
    return "ApiKeyView[id=%s, name=%s, scopes=%s]".formatted(id, name, scopes);
  }
}
