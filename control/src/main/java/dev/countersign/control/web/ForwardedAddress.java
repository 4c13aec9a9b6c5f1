package dev.countersign.control.web;

import dev.countersign.control.TrustedProxies;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Gives a request that a trusted proxy passed on the address that it came from. Each proxy adds the
 * address of whoever sent it the request at the end of {@code X-Forwarded-For}; what stands before
 * that anybody may have written. So the header is read backwards, for as long as whoever said the
 * next one is trusted. Scheme, host and port of a request are taken from no header.
 */
class ForwardedAddress extends ValveBase {

  private static final String HEADER = "X-Forwarded-For";

  private final TrustedProxies proxies;

  ForwardedAddress(TrustedProxies proxies) {
    super(true);
    this.proxies = proxies;
  }

  /** The feed's port is for gateways: whatever lies in front of it passes TLS on, and no header. */
  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (!PortSeparation.isFeed(request)) {
      literal(request.getRemoteAddr())
          .ifPresent(peer -> request.setRemoteAddr(sender(peer, request).getHostAddress()));
    }
    getNext().invoke(request, response);
  }

  private InetAddress sender(InetAddress peer, Request request) {
    InetAddress sender = peer;
    for (String hop : hops(request).reversed()) {
      Optional<InetAddress> before = literal(hop);
      if (!proxies.contains(sender) || before.isEmpty()) {
        break;
      }
      sender = before.get();
    }
    return sender;
  }

  private static List<String> hops(Request request) {
    return Collections.list(request.getHeaders(HEADER)).stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  private static Optional<InetAddress> literal(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
