package dev.countersign.server.command;

import dev.countersign.server.role.StartException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Where people reach the dashboard from outside, as an operator writes it. */
final class PublicUrl {

  /** Who and by which password, which is repeated nowhere. */
  private static final Pattern USER = Pattern.compile("//[^/?#]*@");

  private PublicUrl() {}

  /** Takes scheme, host and port alone: what else stands there would be lost in every link. */
  static URI parse(String text) throws StartException {
    try {
      URI uri = new URI(text);
      if (isOrigin(uri) && (uri.getScheme().equals("https") || isPlainLoopback(uri))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new StartException(refusal(text), e);
    }
    throw new StartException(refusal(text));
  }

  private static boolean isOrigin(URI uri) {
    return uri.getScheme() != null
        && uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getPort() != 0
        && uri.getPort() <= 65_535
        && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  /** Links that let somebody in do not travel in plain text. */
  private static boolean isPlainLoopback(URI uri) {
    try {
      return uri.getScheme().equals("http")
          && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String refusal(String text) {
    return "--public-url %s cannot be used. Write scheme, host and port alone, as https://countersign.example.com (http:// on loopback only)."
        .formatted(USER.matcher(text).replaceFirst("//…@"));
  }
}
