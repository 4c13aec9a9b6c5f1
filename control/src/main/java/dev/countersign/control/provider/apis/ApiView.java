package dev.countersign.control.provider.apis;

import dev.countersign.control.provider.Spans;
import dev.countersign.control.provider.certificates.Warning;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** An API as it is shown. */
@Schema(name = "Api")
record ApiView(
    String id,
    String name,
    List<String> hosts,
    String listenPath,
    boolean stripListenPath,
    ApiDocument.Upstream upstream,
    ApiDocument.Authentication authentication,
    ApiDocument.MutualTls mutualTls,
    boolean active,
    List<Warning> warnings,
    Instant createdAt) {

  static ApiView of(ApiRow row, List<String> allowList, List<Warning> warnings) {
    ApiSettings settings = row.settings();
    return new ApiView(
        row.id(),
        settings.name(),
        settings.hosts(),
        settings.listenPath(),
        settings.stripListenPath(),
        upstream(settings),
        new ApiDocument.Authentication(
            settings.authentication(), settings.tokenHeader(), settings.forwardToken()),
        new ApiDocument.MutualTls(
            settings.mutualTls(), List.copyOf(allowList), settings.tolerateServerAuth()),
        settings.active(),
        warnings,
        row.createdAt());
  }

  private static ApiDocument.Upstream upstream(ApiSettings settings) {
    return new ApiDocument.Upstream(
        settings.upstreamUrl().toString(),
        Spans.text(settings.upstreamTimeout()),
        new ApiDocument.UpstreamTls(ApiSettings.OFF, null),
        settings.forwardClientCertificate());
  }

  /** An API with its version, for the entity tag. */
  record Versioned(ApiView api, long version) {}
}
