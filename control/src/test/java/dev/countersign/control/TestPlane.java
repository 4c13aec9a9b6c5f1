package dev.countersign.control;

import dev.countersign.control.database.MigratedDatabase;
import dev.countersign.control.feed.FeedPublisher;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.feed.ConfigurationFeed;
import dev.countersign.testkit.postgres.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A control plane over a real database, whose configuration is a table of the test's own. */
public final class TestPlane implements AutoCloseable {

  /** An API key that may do everything. */
  public static final String API_KEY = "csk_test_0123456789abcdefghijklmnopqrstuvwxyz";

  private final ControlPlane plane;

  private TestPlane(ControlPlane plane) {
    this.plane = plane;
  }

  /** Starts one. */
  public static TestPlane start(TestDatabase database, Path data) {
    return start(database, data, 0, InstantSource.system());
  }

  /** Starts one at a fixed feed port and by another clock. */
  public static TestPlane start(
      TestDatabase database, Path data, int feedPort, InstantSource clock) {
    ControlOptions options =
        new ControlOptions(
            database.jdbcUrl(),
            database.user(),
            database.password(),
            "127.0.0.1",
            0,
            feedPort,
            data,
            Optional.of(API_KEY),
            Optional.empty());
    return new TestPlane(
        ControlPlane.start(options, clock, ControlApplication.class, OwnSource.class));
  }

  /** The control plane itself. */
  public ControlPlane plane() {
    return plane;
  }

  /** One of its parts. */
  public <T> T part(Class<T> type) {
    return plane.part(type);
  }

  /** The feed in memory. */
  public ConfigurationFeed feed() {
    return plane.feed();
  }

  /** Writes and publishes in one transaction. */
  public void publish(List<Change> changes) {
    part(TransactionTemplate.class).executeWithoutResult(status -> write(changes));
  }

  /** Writes and publishes in the caller's transaction. */
  public void write(List<Change> changes) {
    part(TestSource.class).write(changes);
    part(FeedPublisher.class).publish(changes);
  }

  @Override
  public void close() {
    plane.close();
  }

  /** The test's own configuration; not annotated, so that no other test's scan finds it. */
  static class OwnSource {

    @Bean
    @Primary
    TestSource testSource(MigratedDatabase database, JdbcClient jdbc) {
      return new TestSource(database, jdbc);
    }
  }
}
