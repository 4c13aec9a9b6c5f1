package dev.countersign.control.feed;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A gateway as the REST API shows it.
 *
 * @param revision what it has in force; null before it first had anything
 * @param currentSince since when it has that revision in force
 * @param certificateNotAfter the end of its newest certificate; null for the gateway inside a
 *     control plane, which needs none
 */
public record GatewayView(
    String id,
    String name,
    Status status,
    @Nullable Long revision,
    Lag lag,
    @Nullable Instant currentSince,
    @Nullable Instant lastSeenAt,
    @Nullable Instant certificateNotAfter,
    boolean inProcess,
    Instant enrolledAt) {

  /** A gateway that is well asks at least every 30 seconds. */
  private static final Duration SILENCE = Duration.ofSeconds(90);

  static GatewayView of(GatewayRow row, Instant now) {
    Lag lag = Lag.of(row, now);
    return new GatewayView(
        row.id(),
        row.name(),
        status(row, lag, now),
        row.revision(),
        lag,
        row.revisionSince(),
        row.lastSeenAt(),
        row.certificateNotAfter(),
        row.inProcess(),
        row.enrolledAt());
  }

  private static Status status(GatewayRow row, Lag lag, Instant now) {
    Instant seen = row.lastSeenAt();
    if (seen == null) {
      return Status.NEW;
    }
    if (seen.plus(SILENCE).isBefore(now)) {
      return Status.SILENT;
    }
    return row.revision() != null && lag.revisions() == 0 ? Status.CURRENT : Status.BEHIND;
  }

  /** How a gateway stands to the feed. */
  public enum Status {
    /** It has everything in force. */
    CURRENT,
    /** It is being told of what it has not yet in force. */
    BEHIND,
    /** It has not asked for a while: it is down, or cannot reach the control plane. */
    SILENT,
    /** It was enrolled and has not asked yet. */
    NEW;

    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How far a gateway is behind.
   *
   * @param milliseconds since the first change that it lacks was committed; null where that is no
   *     longer known
   */
  public record Lag(long revisions, @Nullable Long milliseconds) {

    static Lag of(GatewayRow row, Instant now) {
      Long revision = row.revision();
      long revisions = row.newest() - (revision == null ? 0 : revision);
      if (revisions <= 0) {
        return new Lag(0, 0L);
      }
      Instant since = row.behindSince();
      return new Lag(
          revisions, since == null ? null : Math.max(0, Duration.between(since, now).toMillis()));
    }
  }
}
