package dev.countersign.policy.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request's target, normalised once: what is matched is what is forwarded (G15).
 *
 * <p>Escapes of unreserved characters are decoded, other escapes are written in upper case, dot
 * segments are resolved and repeated slashes are one (RFC 3986, section 6.2.2). The query is left
 * as it came. Refused is what another server might read in a different way: encoded slashes,
 * backslashes and control characters, overlong UTF-8, escapes of escapes, dot segments with
 * parameters.
 */
public final class RequestTarget {
  /** No request target may be longer, in characters. */
  public static final int MAX_LENGTH = 16 * 1024;

  private final @Nullable String authority;
  private final String path;
  private final @Nullable String query;
  private final List<String> otherReadings;

  RequestTarget(
      @Nullable String authority, String path, @Nullable String query, List<String> otherReadings) {
    this.authority = authority;
    this.path = path;
    this.query = query;
    this.otherReadings = otherReadings;
  }

  /**
   * Reads a request line's target, or an HTTP/2 request's :path.
   *
   * @throws MalformedTargetException when it is to be refused with 400
   */
  public static RequestTarget parse(String raw) throws MalformedTargetException {
    return TargetReader.read(raw);
  }

  /** The host that an absolute-form target names, which goes before the Host header; or null. */
  public @Nullable String authority() {
    return authority;
  }

  /** The normalised path; it begins with a slash. */
  public String path() {
    return path;
  }

  /** What followed the question mark, untouched; null where there was none. */
  public @Nullable String query() {
    return query;
  }

  /**
   * What else the path could be taken for: where it was on the way through its dot segments, and
   * itself without path parameters. All of them must lead to the same API.
   */
  List<String> otherReadings() {
    return otherReadings;
  }

  boolean hasOtherReadings() {
    return !otherReadings.isEmpty();
  }

  @Override
  public String toString() {
    return query == null ? path : path + "?" + query;
  }
}
