package dev.countersign.policy.report;

import java.util.regex.Pattern;

/**
 * A request's path as it may be kept: without query, fragment, user and password, and without
 * segments that look like a secret. Some callers put tokens into paths, and a record of refusals
 * must not become the place to find them.
 */
final class SafePath {
  static final int LONGEST = 512;

  /** Shorter than this is no token of ours, nor of anybody who takes care. */
  private static final int SHORTEST_SECRET = 20;

  private static final int SHOWN_OF_A_SECRET = 4;

  /** Names of things, which owners need to see, and which are no secrets by themselves. */
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final Pattern WITH_AUTHORITY =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*");

  private SafePath() {}

  static String of(String target) {
    String path = target;
    int end = indexOfAny(path, "?#");
    path = end < 0 ? path : path.substring(0, end);
    path = WITH_AUTHORITY.matcher(path).replaceFirst("");
    StringBuilder kept = new StringBuilder(Math.min(path.length(), LONGEST + 1));
    int from = 0;
    while (from <= path.length() && kept.length() <= LONGEST) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      kept.append(segment(path.substring(from, to))).append(slash < 0 ? "" : "/");
      from = to + 1;
    }
    return ShownText.of(kept.toString(), LONGEST);
  }

  /** Parameters of a segment go, such as {@code ;jsessionid=}. */
  private static String segment(String segment) {
    int parameters = indexOfAny(segment, ";");
    String name = parameters < 0 ? segment : segment.substring(0, parameters);
    String kept = looksSecret(name) ? name.substring(0, SHOWN_OF_A_SECRET) + "…" : name;
    return parameters < 0 ? kept : kept + ";…";
  }

  /** Long, with letters of both cases or letters and digits: words and numbers are not. */
  private static boolean looksSecret(String segment) {
    if (segment.length() < SHORTEST_SECRET || UUID.matcher(segment).matches()) {
      return false;
    }
    boolean digit = segment.chars().anyMatch(c -> c >= '0' && c <= '9');
    boolean upper = segment.chars().anyMatch(Character::isUpperCase);
    boolean lower = segment.chars().anyMatch(Character::isLowerCase);
    return digit ? upper || lower : upper && lower;
  }

  private static int indexOfAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
