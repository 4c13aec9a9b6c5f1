package dev.countersign.gateway.http2;

import dev.countersign.gateway.exchange.Authority;
import dev.countersign.gateway.exchange.RequestHead;
import dev.countersign.gateway.exchange.RequestHead.Fault;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a decoded header list by RFC 9113, section 8.3, into the head that both protocols share.
 */
final class Http2Rules {
  private Http2Rules() {}

  static RequestHead read(Http2Headers headers, boolean endOfStream) {
    try {
      RequestHead head = head(headers, endOfStream);
      return head == null ? faulty(Fault.MALFORMED) : head;
    } catch (IllegalArgumentException e) {
      return faulty(Fault.MALFORMED);
    }
  }

  static RequestHead headTooLarge() {
    return faulty(Fault.HEAD_TOO_LARGE);
  }

  private static RequestHead faulty(Fault fault) {
    return new RequestHead(HttpMethod.GET, "", "", EmptyHttpHeaders.INSTANCE, 0, false, fault);
  }

  private static @Nullable RequestHead head(Http2Headers from, boolean endOfStream) {
    CharSequence method = from.method();
    CharSequence path = from.path();
    if (method == null || path == null || from.scheme() == null) {
      return null;
    }
    HttpMethod verb = HttpMethod.valueOf(method.toString());
    String target = path.toString();
    HttpHeaders headers = headers(from);
    String authority = authority(from, headers);
    long length = length(headers, endOfStream);
    if (authority == null || length < RequestHead.UNKNOWN) {
      return null;
    }
    boolean sound = !verb.equals(HttpMethod.CONNECT) && target.startsWith("/");
    return sound ? new RequestHead(verb, target, authority, headers, length, false, null) : null;
  }

  /** Validates names and values anew: HTTP/2 carries bytes that HTTP/1.1 must not. */
  private static HttpHeaders headers(Http2Headers from) {
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    StringBuilder cookies = null;
    for (Map.Entry<CharSequence, CharSequence> each : from) {
      CharSequence name = each.getKey();
      if (name.length() > 0 && name.charAt(0) == ':') {
        continue;
      }
      if (HttpHeaderNames.COOKIE.contentEquals(name)) {
        cookies = cookies == null ? new StringBuilder() : cookies.append("; ");
        cookies.append(each.getValue());
      } else {
        headers.add(name, each.getValue().toString());
      }
    }
    if (cookies != null) {
      headers.add(HttpHeaderNames.COOKIE, cookies.toString());
    }
    return headers;
  }

  private static @Nullable String authority(Http2Headers from, HttpHeaders headers) {
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    CharSequence given = from.authority();
    if (hosts.size() > 1 || (given == null && hosts.isEmpty())) {
      return null;
    }
    String authority = given == null ? hosts.getFirst() : given.toString();
    boolean same = hosts.isEmpty() || hosts.getFirst().equalsIgnoreCase(authority);
    return same && Authority.isValid(authority) ? authority : null;
  }

  private static long length(HttpHeaders headers, boolean endOfStream) {
    List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
    if (lengths.isEmpty() || endOfStream) {
      return endOfStream ? 0 : RequestHead.UNKNOWN;
    }
    String length = lengths.getFirst();
    boolean number =
        lengths.size() == 1
            && !length.isEmpty()
            && length.length() <= 18
            && length.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Long.parseLong(length) : Long.MIN_VALUE;
  }

  static @Nullable HttpHeaders trailers(Http2Headers from) {
    try {
      return headers(from);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
