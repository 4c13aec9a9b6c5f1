package dev.countersign.gateway.http1;

import dev.countersign.gateway.exchange.Authority;
import dev.countersign.gateway.exchange.RequestHead;
import dev.countersign.gateway.exchange.RequestHead.Fault;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a decoded head by RFC 9112, and finds fault with what two servers could understand in two
 * ways: its framing (section 6.3), its Host and its target (section 3.2).
 */
final class Http1Rules {
  private static final String OLD_WEB_SOCKET_KEY = "Sec-WebSocket-Key1";

  private Http1Rules() {}

  static RequestHead read(HttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      Throwable cause = request.decoderResult().cause();
      return faulty(
          request, cause instanceof TooLongFrameException ? Fault.HEAD_TOO_LARGE : Fault.MALFORMED);
    }
    Target target = Target.of(request);
    long length = bodyLength(request);
    if (target == null || length == BAD_LENGTH || !isSound(request)) {
      return faulty(request, Fault.MALFORMED);
    }
    return new RequestHead(
        request.method(),
        target.path,
        target.authority,
        request.headers(),
        length,
        isHttp10(request),
        null);
  }

  static RequestHead tooSlow() {
    return new RequestHead(
        HttpMethod.GET, "", "", EmptyHttpHeaders.INSTANCE, 0, false, Fault.TOO_SLOW);
  }

  static RequestHead faulty(HttpRequest request, Fault fault) {
    return new RequestHead(
        request.method(), "", "", request.headers(), 0, isHttp10(request), fault);
  }

  private static boolean isHttp10(HttpRequest request) {
    return !request.protocolVersion().equals(HttpVersion.HTTP_1_1);
  }

  private static boolean isSound(HttpRequest request) {
    HttpVersion version = request.protocolVersion();
    return (version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0))
        && !request.method().equals(HttpMethod.CONNECT)
        // Netty's decoder expects eight bytes of body after this one, which nobody else does.
        && !request.headers().contains(OLD_WEB_SOCKET_KEY);
  }

  private static final long BAD_LENGTH = -2;

  private static long bodyLength(HttpRequest request) {
    HttpHeaders headers = request.headers();
    List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (!codings.isEmpty()) {
      boolean onlyChunked =
          codings.size() == 1
              && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst());
      return onlyChunked && lengths.isEmpty() && !isHttp10(request)
          ? RequestHead.UNKNOWN
          : BAD_LENGTH;
    }
    if (lengths.isEmpty()) {
      return 0;
    }
    return lengths.size() == 1 ? digits(lengths.getFirst()) : BAD_LENGTH;
  }

  private static long digits(String length) {
    if (length.isEmpty() || length.length() > 18) {
      return BAD_LENGTH;
    }
    for (int i = 0; i < length.length(); i++) {
      if (length.charAt(i) < '0' || length.charAt(i) > '9') {
        return BAD_LENGTH;
      }
    }
    return Long.parseLong(length);
  }

  /** Path and authority, from the target's form and the Host header. */
  private record Target(String path, String authority) {

    static @Nullable Target of(HttpRequest request) {
      List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
      if (hosts.size() > 1 || (hosts.isEmpty() && !isHttp10(request))) {
        return null;
      }
      String host = hosts.isEmpty() ? "" : hosts.getFirst();
      String uri = request.uri();
      if (!host.isEmpty() && !Authority.isValid(host)) {
        return null;
      }
      if (uri.startsWith("/")) {
        return new Target(uri, host);
      }
      return absolute(uri, host);
    }

    private static @Nullable Target absolute(String uri, String host) {
      int scheme = uri.indexOf("://");
      if (scheme < 0 || !isHttp(uri.substring(0, scheme))) {
        return null;
      }
      int start = scheme + 3;
      int end = start;
      while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
        end++;
      }
      String authority = uri.substring(start, end);
      if (!Authority.isValid(authority) || !authority.equalsIgnoreCase(host)) {
        return null;
      }
      String rest = uri.substring(end);
      return new Target(rest.startsWith("/") ? rest : "/" + rest, authority);
    }

    private static boolean isHttp(String scheme) {
      return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    }
  }
}
