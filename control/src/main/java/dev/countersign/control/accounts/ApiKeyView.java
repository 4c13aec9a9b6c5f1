package dev.countersign.control.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An API key as it is shown. */
@Schema(name = "ApiKey")
record ApiKeyView(
    String id,
    String name,
    List<Scope> scopes,
    Instant createdAt,
    @Schema(description = "The key itself, in the answer that creates it and never again.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String key) {

  static ApiKeyView of(ApiKey key, @Nullable ApiKeySecret secret) {
    return new ApiKeyView(
        key.id(),
        key.name(),
        key.scopes().stream().sorted().toList(),
        key.createdAt(),
        secret == null ? null : secret.reveal());
  }

  /** Does not show the key. */
  @Override
  public String toString() {
    return "ApiKeyView[id=%s, name=%s, scopes=%s]".formatted(id, name, scopes);
  }
}
