package dev.countersign.control.provider.apis;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API as it is written; what is left out takes its default. What only reading shows may be sent
 * along and is not looked at, so that what was read can be written back.
 */
@JsonIgnoreProperties({"id", "warnings", "createdAt"})
@Schema(name = "ApiRequest")
record ApiDocument(
    @Nullable String name,
    @Schema(description = "Names, or *.example.com for one label; none for every host.")
        @Nullable List<@Nullable String> hosts,
    @Nullable String listenPath,
    @Nullable Boolean stripListenPath,
    @Nullable Upstream upstream,
    @Nullable Authentication authentication,
    @Nullable MutualTls mutualTls,
    @Nullable Boolean active) {

  @Schema(name = "Upstream")
  record Upstream(
      @Nullable String url,
      @Schema(description = "As in 30s.") @Nullable String timeout,
      @Nullable UpstreamTls mutualTls,
      @Nullable Boolean forwardClientCertificate) {}

  @Schema(name = "UpstreamMutualTls")
  record UpstreamTls(
      @Schema(allowableValues = {"off"}) @Nullable String mode, @Nullable String certificateId) {}

  @Schema(name = "Authentication")
  record Authentication(
      @Schema(allowableValues = {"auth-token", "none"}) @Nullable String type,
      @Schema(description = "The header with the token; absent for Authorization: Bearer.")
          @Nullable String header,
      @Schema(description = "Whether the upstream gets the token too.")
          @Nullable Boolean forwardToken) {}

  @Schema(name = "MutualTls")
  record MutualTls(
      @Schema(allowableValues = {"off", "enforce"}) @Nullable String mode,
      @Schema(description = "Ids of certificates of the store, each a client's or a CA's.")
          @Nullable List<@Nullable String> allowList,
      @Schema(description = "Accept certificates whose usage is serverAuth alone.")
          @Nullable Boolean tolerateServerAuth) {}
}
