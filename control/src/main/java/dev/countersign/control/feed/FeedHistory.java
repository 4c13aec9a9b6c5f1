package dev.countersign.control.feed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notices that the database is not the one that it was: another server, or another timeline after a
 * restore or a promotion. Revisions that gateways have may then mean something else, so the feed
 * gets a new id, and every gateway takes a new snapshot.
 */
final class FeedHistory {

  private static final Logger LOG = LoggerFactory.getLogger(FeedHistory.class);

  /** A WAL file's name begins with the timeline. */
  private static final String PLACE =
      """
      SELECT system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
      FROM pg_control_system()
      """;

  private static final String BEGIN =
      """
      UPDATE feed.revision SET written_at = :place,
        feed_id = CASE WHEN written_at IS NULL THEN feed_id ELSE gen_random_uuid() END
      WHERE written_at IS DISTINCT FROM :place
      """;

  private FeedHistory() {}

  /** A standby cannot tell, and some that speak PostgreSQL's protocol have no such functions. */
  static void noticeRestore(JdbcClient jdbc) {
    try {
      String place = jdbc.sql(PLACE).query(String.class).single();
      if (jdbc.sql(BEGIN).param("place", place).update() > 0) {
        LOG.atInfo().addKeyValue("place", place).log("The feed is written in a new place");
      }
    } catch (DataAccessException e) {
      LOG.atDebug().setCause(e).log("Whether this database was restored cannot be told");
    }
  }
}
