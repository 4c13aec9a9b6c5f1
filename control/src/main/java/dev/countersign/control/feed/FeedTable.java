package dev.countersign.control.feed;

import dev.countersign.control.database.Times;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.ChangeSet;
import dev.countersign.policy.feed.ChangeFormat;
import dev.countersign.policy.feed.UnreadableConfigurationException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The feed's revisions and change sets, as PostgreSQL keeps them. */
class FeedTable {

  /** On which channel readers are woken, for a new revision and for a change of the registry. */
  static final String CHANNEL = "countersign_feed";

  private static final String TAKE_REVISION =
      """
      UPDATE feed.revision SET revision = revision + 1
      RETURNING revision, clock_timestamp() AS committed_at
      """;

  private static final String INSERT =
      """
      INSERT INTO feed.change_set (revision, committed_at, payload)
      VALUES (:revision, :committedAt, :payload)
      """;

  private static final String NOTIFY = "SELECT pg_notify('" + CHANNEL + "', '')";

  private static final String POSITION =
      """
      SELECT r.feed_id::text AS feed_id, r.revision, g.version
      FROM feed.revision r CROSS JOIN feed.registry g
      """;

  private static final String AFTER =
      """
      SELECT revision, committed_at, payload FROM feed.change_set
      WHERE revision > :revision ORDER BY revision LIMIT :limit
      """;

  private static final String NEWEST =
      """
      SELECT revision, committed_at, payload FROM (
        SELECT revision, committed_at, payload FROM feed.change_set ORDER BY revision DESC LIMIT :limit
      ) newest ORDER BY revision
      """;

  private static final String COMPACT =
      """
      DELETE FROM feed.change_set
      WHERE revision <= (SELECT revision FROM feed.revision) - :keep
         OR committed_at < clock_timestamp() - make_interval(secs => :age)
      """;

  private final JdbcClient jdbc;

  FeedTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes one change set under the next revision, and wakes the readers when it commits. */
  long append(List<Change> changes) {
    Taken taken = jdbc.sql(TAKE_REVISION).query(FeedTable::taking).single();
    jdbc.sql(INSERT)
        .param("revision", taken.revision())
        .param("committedAt", Times.parameter(taken.committedAt()))
        .param("payload", lines(changes))
        .update();
    jdbc.sql(NOTIFY).query().singleRow();
    return taken.revision();
  }

  /** Where the feed stands. */
  Position position() {
    return jdbc.sql(POSITION).query(FeedTable::standing).single();
  }

  /** The change sets that follow this revision, at most so many; none when they were compacted. */
  List<ChangeSet> after(long revision, int limit) {
    List<ChangeSet> found =
        jdbc.sql(AFTER)
            .param("revision", revision)
            .param("limit", limit)
            .query(FeedTable::changeSet)
            .list();
    boolean gap = !found.isEmpty() && found.getFirst().revision() != revision + 1;
    return gap ? List.of() : found;
  }

  /** The newest change sets, oldest of them first, at most so many. */
  List<ChangeSet> newest(int limit) {
    return jdbc.sql(NEWEST).param("limit", limit).query(FeedTable::changeSet).list();
  }

  /** Forgets change sets beyond the newest so many, and those that are older than so long. */
  int compact(int keep, Duration age) {
    return jdbc.sql(COMPACT).param("keep", keep).param("age", age.toSeconds()).update();
  }

  private static ChangeSet changeSet(ResultSet row, int number) throws SQLException {
    return new ChangeSet(
        row.getLong("revision"),
        Times.read(row, "committed_at"),
        changes(row.getString("payload")));
  }

  private static String lines(List<Change> changes) {
    return changes.stream().map(ChangeFormat::writeChange).collect(Collectors.joining("\n"));
  }

  private static List<Change> changes(String lines) {
    List<Change> changes = new ArrayList<>();
    for (String line : lines.split("\n")) {
      try {
        changes.add(ChangeFormat.readChange(line));
      } catch (UnreadableConfigurationException e) {
        throw new IllegalStateException(
            "A newer control plane has written to this database: update this one", e);
      }
    }
    return changes;
  }

  private static Taken taking(ResultSet row, int number) throws SQLException {
    return new Taken(row.getLong("revision"), Times.read(row, "committed_at"));
  }

  private static Position standing(ResultSet row, int number) throws SQLException {
    return new Position(row.getString("feed_id"), row.getLong("revision"), row.getLong("version"));
  }

  private record Taken(long revision, Instant committedAt) {}

  /**
   * Where the feed stands.
   *
   * @param registry counts the changes to who may read it
   */
  record Position(String feedId, long revision, long registry) {}
}
