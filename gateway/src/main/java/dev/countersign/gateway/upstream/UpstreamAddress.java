package dev.countersign.gateway.upstream;

import java.net.URI;
import java.util.Locale;

/**
 * Where connections to an upstream go; those of one address are interchangeable.
 *
 * @param tls whether the upstream speaks TLS, and must prove its name
 */
record UpstreamAddress(boolean tls, String host, int port) {

  static UpstreamAddress of(URI url) {
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    String host = url.getHost().toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = url.getPort();
    return new UpstreamAddress(tls, host, port < 0 ? (tls ? 443 : 80) : port);
  }

  /** The Host header for this address. */
  String authority() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (tls ? 443 : 80) ? name : name + ":" + port;
  }
}
