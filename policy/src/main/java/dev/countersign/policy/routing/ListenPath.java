package dev.countersign.policy.routing;

/** Listen paths in the one form in which they are compared. */
public final class ListenPath {
  private ListenPath() {}

  /**
   * An API's listen path as it is stored: normalised as a request's path is, without a slash at its
   * end except for {@code /} itself.
   *
   * @throws IllegalArgumentException when no request could match it; the message says what to write
   */
  public static String of(String given) {
    RequestTarget target = parse(given.strip());
    String path = target.path();
    if (target.query() != null || target.hasOtherReadings() || path.indexOf(';') >= 0) {
      throw new IllegalArgumentException(
          "A listen path has no query, no dot segments and no semicolon: write /orders");
    }
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static RequestTarget parse(String given) {
    if (!given.startsWith("/")) {
      throw new IllegalArgumentException("A listen path begins with a slash: write /orders");
    }
    try {
      return RequestTarget.parse(given);
    } catch (MalformedTargetException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
