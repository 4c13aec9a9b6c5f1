package dev.countersign.server.feed;

import dev.countersign.control.DatabaseOutage;
import dev.countersign.control.TestPlane;
import dev.countersign.control.feed.FeedProbe;
import dev.countersign.gateway.feed.HttpConfigurationFeed;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.feed.ConfigurationFeed;
import dev.countersign.policy.feed.ConfigurationFeedTest;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The feed over mutual TLS keeps the contract of every feed. */
class HttpConfigurationFeedTest extends ConfigurationFeedTest {

  @TempDir static Path data;
  private static final TestDatabase DATABASE = TestPostgres.shared().database();
  private static TestPlane plane;
  private static HttpConfigurationFeed feed;

  @BeforeAll
  static void start() throws Exception {
    plane = TestPlane.start(DATABASE, data.resolve("control"));
    feed = FeedFixture.enrolled(plane, data.resolve("gateway"));
  }

  @AfterAll
  static void stop() {
    feed.close();
    plane.close();
  }

  @BeforeEach
  void startOver() {
    FeedProbe.startOver(plane);
  }

  @Override
  protected ConfigurationFeed feed() {
    return feed;
  }

  @Override
  protected void publish(List<Change> changes) {
    plane.publish(changes);
  }

  @Override
  protected void compact(int keep) {
    FeedProbe.compact(plane, keep);
  }

  @Override
  protected void awaitWaiting() {
    FeedProbe.awaitWaiting(plane, 1);
  }

  @Override
  protected AutoCloseable outage() throws Exception {
    return DatabaseOutage.of(DATABASE);
  }
}
