package dev.countersign.control.provider.apis;

import dev.countersign.control.provider.Spans;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the audit trail keeps of an API (A2); its allow list has events of its own. */
record AuditedApi(
    String name,
    List<String> hosts,
    String listenPath,
    boolean stripListenPath,
    String upstreamUrl,
    String upstreamTimeout,
    boolean forwardClientCertificate,
    String authentication,
    @Nullable String tokenHeader,
    boolean forwardToken,
    String mutualTls,
    boolean tolerateServerAuth,
    boolean active) {

  static final String KIND = "api";

  static AuditedApi of(ApiRow row) {
    ApiSettings settings = row.settings();
    return new AuditedApi(
        settings.name(),
        settings.hosts(),
        settings.listenPath(),
        settings.stripListenPath(),
        settings.upstreamUrl().toString(),
        Spans.text(settings.upstreamTimeout()),
        settings.forwardClientCertificate(),
        settings.authentication(),
        settings.tokenHeader(),
        settings.forwardToken(),
        settings.mutualTls(),
        settings.tolerateServerAuth(),
        settings.active());
  }
}
