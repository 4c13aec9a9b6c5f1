package dev.countersign.policy.routing;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes a request target apart: authority, path, query. */
final class TargetReader {
  private TargetReader() {}

  static RequestTarget read(String raw) throws MalformedTargetException {
    if (raw.length() > RequestTarget.MAX_LENGTH) {
      throw new MalformedTargetException(
          "The request target is longer than %d characters".formatted(RequestTarget.MAX_LENGTH));
    }
    checkCharacters(raw);
    if (raw.startsWith("/")) {
      return withPath(null, raw);
    }
    if (raw.equals("*")) {
      throw new MalformedTargetException("A request for * is for no API");
    }
    return absolute(raw);
  }

  private static RequestTarget absolute(String raw) throws MalformedTargetException {
    int authorityFrom = afterScheme(raw);
    int authorityTo = authorityFrom;
    while (authorityTo < raw.length() && "/?".indexOf(raw.charAt(authorityTo)) < 0) {
      authorityTo++;
    }
    String authority = raw.substring(authorityFrom, authorityTo);
    if (authority.isEmpty()) {
      throw new MalformedTargetException("The request target names no host");
    }
    String rest = raw.substring(authorityTo);
    return withPath(authority, rest.startsWith("/") ? rest : "/" + rest);
  }

  private static int afterScheme(String raw) throws MalformedTargetException {
    String start = raw.substring(0, Math.min(raw.length(), 8)).toLowerCase(Locale.ROOT);
    if (start.startsWith("https://")) {
      return 8;
    }
    if (start.startsWith("http://")) {
      return 7;
    }
    throw new MalformedTargetException("The request target does not begin with a slash");
  }

  private static RequestTarget withPath(@Nullable String authority, String pathAndQuery)
      throws MalformedTargetException {
    int mark = pathAndQuery.indexOf('?');
    String raw = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    String query = mark < 0 ? null : pathAndQuery.substring(mark + 1);
    if (PathText.isNormal(raw)) {
      return new RequestTarget(authority, raw, query, List.of());
    }
    DotSegments resolved = DotSegments.resolve(PathText.unescaped(raw));
    return new RequestTarget(authority, resolved.path(), query, resolved.otherReadings());
  }

  /** What must not stand in any part of a target, encoded or not, is refused before anything. */
  private static void checkCharacters(String raw) throws MalformedTargetException {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        throw new MalformedTargetException(
            "The request target has a control character, a space or one beyond ASCII");
      }
      if (c == '#') {
        throw new MalformedTargetException("The request target has a fragment");
      }
    }
  }
}
