package dev.countersign.control.feed;

import dev.countersign.control.database.Times;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** When each gateway was last seen, and with what in force, as PostgreSQL keeps it. */
class SightingTable {

  private static final String UPDATE =
      """
      UPDATE feed.gateway SET
        revision_since = CASE WHEN (feed_id, revision) = (?, ?) THEN revision_since ELSE ? END,
        feed_id = ?, revision = ?, last_seen_at = ?
      WHERE id = ? AND (last_seen_at IS NULL OR last_seen_at <= ?)
      """;

  private final JdbcTemplate jdbc;

  SightingTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** In one round trip; in the order of ids, so that two control planes wait for each other. */
  void update(List<Sighting> sightings) {
    List<Sighting> sorted =
        sightings.stream().sorted((a, b) -> a.gateway().compareTo(b.gateway())).toList();
    jdbc.batchUpdate(UPDATE, sorted, 1_000, SightingTable::set);
  }

  private static void set(PreparedStatement statement, Sighting seen) throws SQLException {
    statement.setString(1, seen.feedId());
    statement.setLong(2, seen.revision());
    statement.setObject(3, Times.parameter(seen.since()));
    statement.setString(4, seen.feedId());
    statement.setLong(5, seen.revision());
    statement.setObject(6, Times.parameter(seen.at()));
    statement.setString(7, seen.gateway());
    statement.setObject(8, Times.parameter(seen.at()));
  }

  /**
   * A gateway that asked for changes.
   *
   * @param revision what it said that it has in force
   * @param since when it first said so
   * @param at when it last said so
   */
  record Sighting(String gateway, String feedId, long revision, Instant since, Instant at) {

    Sighting andThen(Sighting later) {
      boolean same = feedId.equals(later.feedId) && revision == later.revision;
      return same ? new Sighting(gateway, feedId, revision, since, later.at) : later;
    }
  }
}
