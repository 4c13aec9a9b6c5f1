package dev.countersign.policy.decision;

import dev.countersign.policy.routing.RequestTarget;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request carries its token a second time (G20): in its path, its query, a cookie or any
 * other header. There it would be forwarded and logged by whoever reads it, and the token's own
 * header is all that is removed.
 */
final class SecondPlace {
  private SecondPlace() {}

  /** Looks everywhere but in the header, in lower case, where the token was found. */
  static boolean has(CallRequest request, RequestTarget target, String header, String token) {
    return isInQuery(target.query(), token)
        || standsIn(target.path(), token)
        || isInOtherHeader(request, header, token);
  }

  private static boolean isInQuery(@Nullable String query, String token) {
    return query != null && (query.contains(token) || unescaped(query).contains(token));
  }

  private static boolean isInOtherHeader(CallRequest request, String header, String token) {
    Iterator<Map.Entry<CharSequence, CharSequence>> each = request.everyHeader();
    while (each.hasNext()) {
      Map.Entry<CharSequence, CharSequence> next = each.next();
      // Most values are shorter than a token: no more is looked at of those.
      if (next.getValue().length() >= token.length()
          && standsIn(next.getValue().toString(), token)
          && !header.equalsIgnoreCase(next.getKey().toString())) {
        return true;
      }
    }
    return false;
  }

  /** Whole, not as a part of something longer: a short token may be a part of many words. */
  private static boolean standsIn(String text, String token) {
    String plain = unescaped(text);
    for (int at = plain.indexOf(token); at >= 0; at = plain.indexOf(token, at + 1)) {
      int end = at + token.length();
      boolean begins = at == 0 || !isOfWord(plain.charAt(at - 1));
      boolean ends = end == plain.length() || !isOfWord(plain.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /** With each %XX as its character; what is no escape stays. */
  private static String unescaped(String text) {
    int escape = text.indexOf('%');
    if (escape < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length()).append(text, 0, escape);
    for (int i = escape; i < text.length(); i++) {
      int code = text.charAt(i) == '%' && i + 2 < text.length() ? code(text, i + 1) : -1;
      if (code < 0) {
        plain.append(text.charAt(i));
      } else {
        plain.append((char) code);
        i += 2;
      }
    }
    return plain.toString();
  }

  private static int code(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
