package dev.countersign.gateway.exchange;

import dev.countersign.policy.configuration.Authentication;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request's trailers: fields that frame, route, modify or authenticate a request never come in by
 * the back door (RFC 9110, section 6.5.1), however they are spelt.
 */
final class RequestTrailers {
  private static final Set<String> FORBIDDEN =
      Set.of(
          "age",
          "authorization",
          "cache-control",
          "connection",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-length",
          "content-location",
          "content-range",
          "content-type",
          "cookie",
          "cookie2",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "max-forwards",
          "origin",
          "pragma",
          "range",
          "referer",
          "set-cookie",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent",
          "via",
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "x-original-url",
          "x-rewrite-url");

  private RequestTrailers() {}

  static void clean(HttpHeaders trailers, @Nullable Authentication authentication) {
    HopByHop.remove(trailers);
    trailers.names().stream()
        .filter(name -> isForbidden(name, authentication))
        .forEach(trailers::remove);
  }

  private static boolean isForbidden(String name, @Nullable Authentication authentication) {
    String plain = plain(name);
    return FORBIDDEN.contains(plain)
        || plain.startsWith("accept")
        || plain.startsWith("if-")
        || plain.startsWith("proxy-")
        || plain.startsWith("sec-")
        || ReservedHeaders.isReserved(name)
        || (authentication instanceof Authentication.AuthToken token
            && token.header() != null
            && plain.equals(plain(token.header())));
  }

  /** Many servers read every sign in a name as one and the same. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
  }
}
