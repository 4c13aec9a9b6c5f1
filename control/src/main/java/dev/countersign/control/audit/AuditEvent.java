package dev.countersign.control.audit;

import org.jspecify.annotations.Nullable;

/**
 * A change.
 *
 * @param action what was done to what, as in {@code certificate.created}
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
