package dev.countersign.control.feed;

import static org.awaitility.Awaitility.await;

import dev.countersign.control.TestPlane;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks into, and interferes with, a control plane's feed. */
public final class FeedProbe {

  private FeedProbe() {}

  /** Starts the feed over, as that of an empty database. */
  public static void startOver(TestPlane plane) {
    // An outage before may have left dead connections in the pool.
    await().ignoreExceptions().atMost(Duration.ofSeconds(30)).until(() -> emptied(plane));
    awaitFresh(plane);
  }

  private static boolean emptied(TestPlane plane) {
    JdbcClient jdbc = plane.part(JdbcClient.class);
    jdbc.sql("DELETE FROM test_entity").update();
    jdbc.sql("DELETE FROM feed.change_set").update();
    jdbc.sql("UPDATE feed.revision SET revision = 0, feed_id = gen_random_uuid()").update();
    return true;
  }

  /** Forgets all but the newest change sets, in memory too, as after a restart. */
  public static void compact(TestPlane plane, int keep) {
    plane.part(FeedTable.class).compact(keep, Duration.ofDays(1));
    plane.part(FeedTail.class).lose();
    awaitFresh(plane);
  }

  /** Returns once the control plane has read all that is committed. */
  public static void awaitFresh(TestPlane plane) {
    var position = plane.part(FeedTable.class).position();
    FeedTail tail = plane.part(FeedTail.class);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> {
          var view = tail.view();
          return view != null
              && view.feedId().equals(position.feedId())
              && view.revision() >= position.revision();
        });
  }

  /** How many gateways wait at this control plane. */
  public static int waiting(TestPlane plane) {
    return plane.part(FeedTail.class).waiting();
  }

  /** Returns once so many wait. */
  public static void awaitWaiting(TestPlane plane, int many) {
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> waiting(plane) >= many);
  }

  /** Ends the connection by which the control plane follows the feed. */
  public static int killFeedConnections(TestPlane plane) {
    return plane
        .part(JdbcClient.class)
        .sql(
            """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE application_name = 'countersign-feed' AND datname = current_database()
            """)
        .query(Integer.class)
        .single();
  }
}
