package dev.countersign.gateway.feed;

import dev.countersign.policy.feed.FeedProtocol;
import java.net.URI;

/** Where a control plane's feed port is. */
public record FeedAddress(String host, int port) {

  public FeedAddress {
    if (host.isBlank() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "%s:%d is no address of a feed: write HOST:PORT, as in control.example.com:8444"
              .formatted(host, port));
    }
  }

  /** Reads {@code HOST:PORT}; an IPv6 address stands in brackets. */
  public static FeedAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      String host = text.substring(0, Math.max(colon, 0));
      return new FeedAddress(unbracketed(host), Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s is no address of a feed: write HOST:PORT, as in control.example.com:8444"
              .formatted(text),
          e);
    }
  }

  private static String unbracketed(String host) {
    boolean brackets = host.startsWith("[") && host.endsWith("]");
    return brackets ? host.substring(1, host.length() - 1) : host;
  }

  /** The address of one of the routes of {@link FeedProtocol}. */
  URI route(String pathAndQuery) {
    return URI.create("https://" + this + FeedProtocol.ROOT + pathAndQuery);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
