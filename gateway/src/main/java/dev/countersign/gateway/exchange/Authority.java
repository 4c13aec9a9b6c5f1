package dev.countersign.gateway.exchange;

/** What may stand in Host and :authority (RFC 9110, section 7.2): a host, and perhaps a port. */
public final class Authority {
  private static final int MAX = 255 + 6;

  private Authority() {}

  /** Whether this names one host in one way: no user, no path, no list, nothing odd. */
  public static boolean isValid(String authority) {
    if (authority.isEmpty() || authority.length() > MAX) {
      return false;
    }
    int colon = portColon(authority);
    return isHost(authority, colon < 0 ? authority.length() : colon)
        && (colon < 0 || isPort(authority, colon + 1));
  }

  private static int portColon(String authority) {
    int bracket = authority.lastIndexOf(']');
    return authority.indexOf(':', bracket < 0 ? 0 : bracket);
  }

  private static boolean isHost(String authority, int end) {
    if (end == 0) {
      return false;
    }
    boolean literal = authority.charAt(0) == '[';
    if (literal != (authority.charAt(end - 1) == ']')) {
      return false;
    }
    for (int i = literal ? 1 : 0; i < (literal ? end - 1 : end); i++) {
      char c = authority.charAt(i);
      boolean fits =
          literal
              ? Character.digit(c, 16) >= 0 || c == ':' || c == '.'
              : isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
      if (!fits || c > 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isPort(String authority, int start) {
    for (int i = start; i < authority.length(); i++) {
      if (authority.charAt(i) < '0' || authority.charAt(i) > '9') {
        return false;
      }
    }
    return authority.length() - start <= 5;
  }
}
