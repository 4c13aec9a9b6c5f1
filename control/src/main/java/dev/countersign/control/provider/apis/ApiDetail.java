package dev.countersign.control.provider.apis;

import dev.countersign.control.provider.Spans;
import dev.countersign.control.provider.certificates.Warning;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API as its pages show it; of its allow list, which may be long, the length alone.
 *
 * @param entries how many certificates its allow list names
 */
public record ApiDetail(
    String id,
    String name,
    List<String> hosts,
    String listenPath,
    boolean stripListenPath,
    String upstreamUrl,
    String upstreamTimeout,
    boolean forwardClientCertificate,
    boolean asksForToken,
    @Nullable String tokenHeader,
    boolean forwardToken,
    boolean enforcesMutualTls,
    boolean tolerateServerAuth,
    boolean active,
    int entries,
    List<Warning> warnings,
    Instant createdAt,
    long version) {

  static ApiDetail of(ApiRow row, int entries, List<Warning> weak) {
    ApiSettings settings = row.settings();
    return new ApiDetail(
        row.id(),
        settings.name(),
        settings.hosts(),
        settings.listenPath(),
        settings.stripListenPath(),
        settings.upstreamUrl().toString(),
        Spans.text(settings.upstreamTimeout()),
        settings.forwardClientCertificate(),
        settings.authentication().equals(ApiSettings.AUTH_TOKEN),
        settings.tokenHeader(),
        settings.forwardToken(),
        settings.enforcesMutualTls(),
        settings.tolerateServerAuth(),
        settings.active(),
        entries,
        ApiWarnings.of(settings, entries, weak),
        row.createdAt(),
        row.version());
  }

  /** Its names, as in {@code a.example.com, b.example.com}; empty for every host. */
  public String hostNames() {
    return String.join(", ", hosts);
  }
}
