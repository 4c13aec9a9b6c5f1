package dev.countersign.policy.routing;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Host names in the one form in which they are compared: lower case, no port, no trailing dot. */
public final class HostName {
  private static final int MAX_LENGTH = 253;
  private static final int MAX_LABEL = 63;
  private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.]{2,45}]");

  private HostName() {}

  /**
   * The host of a Host header or an :authority, such as {@code api.example.com:8443}.
   *
   * @param given as sent; null or empty where the request has none
   * @return empty for a request without host
   * @throws MalformedTargetException when it is not a host with an optional port
   */
  public static String ofRequest(@Nullable String given) throws MalformedTargetException {
    if (given == null || given.isEmpty()) {
      return "";
    }
    int colon = given.lastIndexOf(':');
    boolean hasPort = colon >= 0 && given.indexOf(']', colon) < 0;
    if (hasPort && !isPort(given, colon + 1)) {
      throw new MalformedTargetException("The host's port is not a number");
    }
    String host = withoutTrailingDot(lower(hasPort ? given.substring(0, colon) : given));
    if (!isName(host) && !ADDRESS.matcher(host).matches()) {
      throw new MalformedTargetException("The host is neither a name nor an address");
    }
    return host;
  }

  /** A TLS server name as it is compared; SNI never has a port. */
  static String ofServerName(String serverName) {
    return withoutTrailingDot(lower(serverName));
  }

  /**
   * An API's host as it is stored: a name, an address, or {@code *.} and a name for any one label.
   *
   * @throws IllegalArgumentException when it is none of these; the message says what to write
   */
  public static String ofApi(String given) {
    String host = withoutTrailingDot(lower(given.strip()));
    String name = host.startsWith("*.") ? host.substring(2) : host;
    boolean good = isName(name) || (name.equals(host) && ADDRESS.matcher(host).matches());
    if (!good) {
      throw new IllegalArgumentException(
          "A host is a name without scheme, port and path, such as api.example.com, or"
              + " *.example.com for any one label in front");
    }
    return host;
  }

  /** What a wildcard for this host would be called; null where the host has no parent. */
  static @Nullable String wildcardFor(String host) {
    int dot = host.indexOf('.');
    return dot <= 0 || host.charAt(0) == '[' ? null : "*" + host.substring(dot);
  }

  private static boolean isName(String host) {
    int length = host.length();
    int inLabel = 0;
    char before = '.';
    for (int i = 0; i < length; i++) {
      char c = host.charAt(i);
      boolean good = c == '.' ? endsLabel(before) : c == '-' ? inLabel > 0 : isPlain(c);
      inLabel = c == '.' ? 0 : inLabel + 1;
      if (!good || inLabel > MAX_LABEL) {
        return false;
      }
      before = c;
    }
    return length <= MAX_LENGTH && endsLabel(before);
  }

  private static boolean endsLabel(char last) {
    return last != '.' && last != '-';
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  }

  private static boolean isPort(String given, int from) {
    for (int i = from; i < given.length(); i++) {
      if (given.charAt(i) < '0' || given.charAt(i) > '9') {
        return false;
      }
    }
    return given.length() - from <= 5;
  }

  private static String lower(String host) {
    return host.toLowerCase(Locale.ROOT);
  }

  private static String withoutTrailingDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
