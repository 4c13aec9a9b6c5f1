package dev.countersign.control.web;

import org.jspecify.annotations.Nullable;

/** An entity tag made of a version, and the check of {@code If-Match} against it. */
public final class EntityTag {

  private EntityTag() {}

  /** The tag of this version. */
  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /** Refuses a write whose {@code If-Match} names another version than this (412). */
  public static void check(@Nullable String ifMatch, long version) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return;
    }
    for (String tag : ifMatch.split(",")) {
      if (tag.strip().equals(of(version))) {
        return;
      }
    }
    throw new ProblemException(
        ProblemType.STALE, "It was changed since you read it. Read it again, then decide.");
  }
}
