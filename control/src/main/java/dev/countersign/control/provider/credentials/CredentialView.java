package dev.countersign.control.provider.credentials;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.control.provider.Spans;
import dev.countersign.policy.configuration.Credential;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A credential as it is shown. */
@Schema(name = "Credential")
public record CredentialView(
    String id,
    String name,
    List<String> apis,
    List<String> boundCertificates,
    @Schema(allowableValues = {"active", "suspended", "revoked"}) String status,
    @Nullable Instant expiresAt,
    CredentialDocument.@Nullable Limit rateLimit,
    CredentialDocument.@Nullable Limit quota,
    Instant createdAt,
    @Schema(
            description =
                "When its token came last with a request, let in or refused; null for never.")
        @Nullable Instant lastUsedAt,
    @Schema(description = "Until when the token before the last rotation is still accepted.")
        @Nullable Instant previousTokenUntil,
    @Schema(description = "The token, in the answer of create and rotate and never again.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String token) {

  static CredentialView of(CredentialRow row, @Nullable AccessToken token) {
    CredentialSettings settings = row.settings();
    return new CredentialView(
        row.id(),
        settings.name(),
        settings.apis().stream().sorted().toList(),
        settings.boundCertificates().stream().sorted().toList(),
        settings.status().name().toLowerCase(Locale.ROOT),
        settings.expiresAt(),
        limit(settings.rateLimit()),
        limit(settings.quota()),
        row.createdAt(),
        null,
        row.tokens().stream()
            .map(Credential.AcceptedToken::until)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        token == null ? null : token.reveal());
  }

  private static CredentialDocument.@Nullable Limit limit(
      Credential.@Nullable Allowance allowance) {
    return allowance == null
        ? null
        : new CredentialDocument.Limit(allowance.requests(), Spans.text(allowance.per()));
  }

  CredentialView lastUsed(@Nullable Instant at) {
    return new CredentialView(
        id,
        name,
        apis,
        boundCertificates,
        status,
        expiresAt,
        rateLimit,
        quota,
        createdAt,
        at,
        previousTokenUntil,
        token);
  }

  /** What of it can be written. */
  CredentialDocument document() {
    return new CredentialDocument(
        name,
        List.copyOf(apis),
        List.copyOf(boundCertificates),
        status,
        expiresAt,
        rateLimit,
        quota);
  }

  /** Does not show the token. */
  @Override
  public String toString() {
    return "CredentialView[id=%s, name=%s, status=%s]".formatted(id, name, status);
  }

  /** A credential with its version, for the entity tag. */
  public record Versioned(CredentialView credential, long version) {}
}
