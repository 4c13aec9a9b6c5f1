package dev.countersign.control.provider.credentials;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credential as it is written. What only reading shows may be sent along and is not looked at.
 */
@JsonIgnoreProperties({"id", "createdAt", "lastUsedAt", "previousTokenUntil"})
@Schema(name = "CredentialRequest")
public record CredentialDocument(
    @Nullable String name,
    @Schema(description = "Ids of the APIs it may call.") @Nullable List<@Nullable String> apis,
    @Schema(description = "Ids of certificates, one of which must be presented; none for unbound.")
        @Nullable List<@Nullable String> boundCertificates,
    @Schema(allowableValues = {"active", "suspended", "revoked"}) @Nullable String status,
    @Nullable Instant expiresAt,
    @Nullable Limit rateLimit,
    @Nullable Limit quota) {

  /** How many requests in which span of time. */
  @Schema(name = "Limit")
  public record Limit(
      @Nullable Long requests,
      @Schema(description = "A span of time, as in 1m.") @Nullable String per) {}
}
