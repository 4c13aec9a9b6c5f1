package dev.countersign.control.provider.apis;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an owner sets of an API: complete, normalised and judged. Its allow list is apart from it.
 */
record ApiSettings(
    String name,
    List<String> hosts,
    String listenPath,
    boolean stripListenPath,
    URI upstreamUrl,
    Duration upstreamTimeout,
    boolean forwardClientCertificate,
    String authentication,
    @Nullable String tokenHeader,
    boolean forwardToken,
    String mutualTls,
    boolean tolerateServerAuth,
    boolean active) {

  static final String OFF = "off";
  static final String ENFORCE = "enforce";
  static final String AUTH_TOKEN = "auth-token";
  static final String NONE = "none";

  ApiSettings {
    hosts = List.copyOf(hosts);
  }

  boolean enforcesMutualTls() {
    return mutualTls.equals(ENFORCE);
  }
}
