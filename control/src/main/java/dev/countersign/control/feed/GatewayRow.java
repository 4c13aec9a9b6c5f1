package dev.countersign.control.feed;

import dev.countersign.control.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A gateway as the database knows it.
 *
 * @param revision what it has in force; null before it first had anything of this feed
 * @param revisionSince since when it has that
 * @param newest the feed's revision
 * @param behindSince when the first change that it lacks was committed; null when it lacks none, or
 *     when that was compacted
 * @param certificateNotAfter null for the gateway in a control plane's own process
 */
record GatewayRow(
    String id,
    String name,
    boolean inProcess,
    Instant enrolledAt,
    @Nullable Long revision,
    @Nullable Instant revisionSince,
    long newest,
    @Nullable Instant behindSince,
    @Nullable Instant lastSeenAt,
    @Nullable Instant certificateNotAfter) {

  static GatewayRow of(ResultSet row, int number) throws SQLException {
    boolean sameFeed = row.getBoolean("same_feed");
    return new GatewayRow(
        row.getString("id"),
        row.getString("name"),
        row.getBoolean("in_process"),
        Times.read(row, "enrolled_at"),
        sameFeed ? row.getObject("revision", Long.class) : null,
        sameFeed ? Times.readOptional(row, "revision_since") : null,
        row.getLong("newest"),
        Times.readOptional(row, "behind_since"),
        Times.readOptional(row, "last_seen_at"),
        Times.readOptional(row, "certificate_not_after"));
  }
}
