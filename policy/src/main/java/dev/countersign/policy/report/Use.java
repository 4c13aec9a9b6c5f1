package dev.countersign.policy.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often something was used with one API on one day.
 *
 * @param subject a certificate's fingerprint, a credential's id, or the API's own id
 * @param day in UTC
 * @param letIn requests that went to the API's upstream
 * @param refused requests that did not
 * @param lastAt of both, to about a second
 * @param lastLetInAt null where none was let in
 */
public record Use(
    Kind kind,
    String subject,
    String apiId,
    LocalDate day,
    long letIn,
    long refused,
    Instant lastAt,
    @Nullable Instant lastLetInAt) {

  /** What was used. */
  public enum Kind {
    API,
    CERTIFICATE,
    CREDENTIAL
  }

  static final int LONGEST_ID = 64;
  static final long MOST = 1_000_000_000_000L;

  public Use {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(day);
    Objects.requireNonNull(lastAt);
    Bounds.require(isId(subject), "subject is no id");
    Bounds.require(isId(apiId), "apiId is no id");
    Bounds.require(isCount(letIn) && isCount(refused), "a count is out of range");
  }

  static boolean isId(String id) {
    return !id.isEmpty() && id.length() <= LONGEST_ID;
  }

  static boolean isCount(long count) {
    return count >= 0 && count <= MOST;
  }
}
