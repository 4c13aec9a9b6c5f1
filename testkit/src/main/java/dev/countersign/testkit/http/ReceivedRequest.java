package dev.countersign.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * A request that an upstream has read.
 *
 * @param connection the connection's number, from 1
 * @param requestLine as on the wire
 * @param headers in their order
 * @param body without the chunks' framing; empty where it was not read
 */
public record ReceivedRequest(
    int connection, String requestLine, List<Header> headers, String body) {

  public String method() {
    return requestLine.split(" ", 3)[0];
  }

  /** The request target as on the wire. */
  public String target() {
    return requestLine.split(" ", 3)[1];
  }

  /** All values of a header, its name in any case. */
  public List<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  byte[] toJson() {
    StringBuilder json = new StringBuilder("{\"method\":");
    json.append(quoted(method())).append(",\"target\":").append(quoted(target()));
    json.append(",\"connection\":").append(connection).append(",\"headers\":[");
    for (int i = 0; i < headers.size(); i++) {
      json.append(i == 0 ? "" : ",").append("{\"name\":").append(quoted(headers.get(i).name()));
      json.append(",\"value\":").append(quoted(headers.get(i).value())).append('}');
    }
    json.append("],\"body\":").append(quoted(body)).append('}');
    return json.toString().getBytes(UTF_8);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
