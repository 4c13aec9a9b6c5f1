package dev.countersign.policy.routing;

import java.util.HexFormat;

/** The characters of a path: escapes that are plain text decoded, dangerous ones refused. */
final class PathText {
  private static final String UPPER_HEX = "0123456789ABCDEF";

  /** Escaped once more, these are what some servers decode twice: a dot, a slash and so on. */
  private static final String ESCAPED_AGAIN = "./\\%;\0";

  private PathText() {}

  /** Whether the path is surely in its normal form already; most are. */
  static boolean isNormal(String path) {
    char before = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean plain = isLetterOrDigit(c);
      if (!plain) {
        boolean startsOddSegment = before == '/' && (c == '/' || c == '.');
        if (c == '%' || c == '\\' || c == ';' || startsOddSegment) {
          return false;
        }
      }
      before = c;
    }
    return true;
  }

  /** The path with unreserved characters decoded and other escapes in upper case. */
  static String unescaped(String path) throws MalformedTargetException {
    StringBuilder text = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\') {
        throw new MalformedTargetException("The path has a backslash");
      }
      if (c != '%') {
        text.append(c);
        continue;
      }
      append(text, octet(path, i), path, i);
      i += 2;
    }
    String unescaped = text.toString();
    requireNothingHidden(unescaped);
    return unescaped;
  }

  /** {@code %252e}: whoever decodes twice reads a dot, however its digits were spelled before. */
  private static void requireNothingHidden(String text) throws MalformedTargetException {
    for (int at = text.indexOf("%25"); at >= 0; at = text.indexOf("%25", at + 3)) {
      if (hidesAnEscape(text, at + 3)) {
        throw new MalformedTargetException("The path has an escape that is escaped again");
      }
    }
  }

  private static void append(StringBuilder text, int octet, String path, int at)
      throws MalformedTargetException {
    check(octet, path, at);
    if (isUnreserved(octet)) {
      text.append((char) octet);
    } else {
      text.append('%').append(UPPER_HEX.charAt(octet >> 4)).append(UPPER_HEX.charAt(octet & 15));
    }
  }

  private static void check(int octet, String path, int at) throws MalformedTargetException {
    if (octet == '/' || octet == '\\') {
      throw new MalformedTargetException("The path has an encoded slash or backslash");
    }
    if (octet < ' ' || octet == 0x7f) {
      throw new MalformedTargetException("The path has an encoded control character");
    }
    if (octet == 0xC0 || octet == 0xC1 || octet >= 0xF5 || isOverlongAt(octet, path, at + 3)) {
      throw new MalformedTargetException("The path has an overlong UTF-8 sequence");
    }
  }

  private static boolean hidesAnEscape(String path, int from) {
    if (from + 2 > path.length()
        || !HexFormat.isHexDigit(path.charAt(from))
        || !HexFormat.isHexDigit(path.charAt(from + 1))) {
      return false;
    }
    return ESCAPED_AGAIN.indexOf(HexFormat.fromHexDigits(path, from, from + 2)) >= 0;
  }

  private static boolean isOverlongAt(int octet, String path, int next)
      throws MalformedTargetException {
    if ((octet != 0xE0 && octet != 0xF0) || next >= path.length() || path.charAt(next) != '%') {
      return false;
    }
    int second = octet(path, next);
    return octet == 0xE0 ? second >= 0x80 && second < 0xA0 : second >= 0x80 && second < 0x90;
  }

  private static int octet(String path, int at) throws MalformedTargetException {
    boolean complete =
        at + 3 <= path.length()
            && HexFormat.isHexDigit(path.charAt(at + 1))
            && HexFormat.isHexDigit(path.charAt(at + 2));
    if (!complete) {
      throw new MalformedTargetException("The path has a percent sign without two hex digits");
    }
    return HexFormat.fromHexDigits(path, at + 1, at + 3);
  }

  private static boolean isUnreserved(int octet) {
    return isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0;
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
