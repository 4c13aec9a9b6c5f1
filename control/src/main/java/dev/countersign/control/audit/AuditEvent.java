package dev.countersign.control.audit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A change.
 *
 * @param action what was done to what, as in {@code certificate.created}; words in it by hyphens
 * @param kind of the thing, as in {@code certificate}
 * @param id of the thing
 * @param name of the thing, as it was then
 * @param before what is written as JSON; null where there was nothing. Never key or token material:
 *     a view that leaves them out
 * @param after likewise; null where nothing is left
 */
public record AuditEvent(
    String action,
    String kind,
    String id,
    String name,
    @Nullable Object before,
    @Nullable Object after) {

  private static final Pattern WORDS = Pattern.compile("[a-z]+(-[a-z]+)*");

  /**
   * Refuses another spelling: what is in the trail stays there for ever, and is searched by action.
   */
  public AuditEvent {
    String done = action.startsWith(kind + ".") ? action.substring(kind.length() + 1) : "";
    if (!WORDS.matcher(kind).matches() || !WORDS.matcher(done).matches()) {
      throw new IllegalArgumentException(
          "The action %s of a thing of kind %s is not written as in api-key.created: kind, dot, and"
                  .formatted(action, kind)
              + " what was done, in lower case, with hyphens between words");
    }
  }

  /** The thing is new. */
  public static AuditEvent created(String kind, String id, String name, Object after) {
    return new AuditEvent(kind + ".created", kind, id, name, null, after);
  }

  /** The thing is another than before. */
  public static AuditEvent changed(
      String kind, String id, String name, Object before, Object after) {
    return new AuditEvent(kind + ".changed", kind, id, name, before, after);
  }

  /** The thing is gone. */
  public static AuditEvent deleted(String kind, String id, String name, Object before) {
    return new AuditEvent(kind + ".deleted", kind, id, name, before, null);
  }
}
