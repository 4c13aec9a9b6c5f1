package dev.countersign.gateway.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;

/** Headers that concern one connection alone (RFC 9110, section 7.6.1). */
public final class HopByHop {
  private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
  private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");
  private static final AsciiString HTTP2_SETTINGS = AsciiString.cached("http2-settings");

  private HopByHop() {}

  /** Removes them, and those that Connection names. */
  public static void remove(HttpHeaders headers) {
    List<String> connections = headers.getAll(HttpHeaderNames.CONNECTION);
    for (String connection : connections) {
      removeNamed(headers, connection);
    }
    headers
        .remove(HttpHeaderNames.CONNECTION)
        .remove(KEEP_ALIVE)
        .remove(PROXY_CONNECTION)
        .remove(HttpHeaderNames.PROXY_AUTHENTICATE)
        .remove(HttpHeaderNames.PROXY_AUTHORIZATION)
        .remove(HttpHeaderNames.TE)
        .remove(HttpHeaderNames.TRAILER)
        .remove(HttpHeaderNames.TRANSFER_ENCODING)
        .remove(HttpHeaderNames.UPGRADE)
        .remove(HTTP2_SETTINGS);
  }

  private static void removeNamed(HttpHeaders headers, String connection) {
    int start = 0;
    while (start <= connection.length()) {
      int comma = connection.indexOf(',', start);
      int end = comma < 0 ? connection.length() : comma;
      String name = connection.substring(start, end).trim();
      if (!name.isEmpty()) {
        headers.remove(name);
      }
      start = end + 1;
    }
  }
}
