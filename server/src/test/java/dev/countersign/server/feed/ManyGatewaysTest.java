package dev.countersign.server.feed;

import static dev.countersign.policy.feed.SampleConfiguration.api;
import static dev.countersign.policy.feed.SampleConfiguration.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.countersign.control.TestPlane;
import dev.countersign.control.feed.FeedProbe;
import dev.countersign.gateway.feed.HttpConfigurationFeed;
import dev.countersign.policy.configuration.ChangeSet;
import dev.countersign.policy.feed.FeedAnswer;
import dev.countersign.policy.feed.FeedUnavailableException;
import dev.countersign.policy.snapshot.Snapshot;
import dev.countersign.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many gateways, each with its own certificate and connection, on one feed. */
@Timeout(600)
class ManyGatewaysTest {

  private static final int CHANGES = 10;

  @TempDir Path data;

  @Test
  @DisplayName("G8 a change reaches 200 waiting gateways, on one database connection")
  void twoHundred() throws Exception {
    reach(200);
  }

  @Test
  @Tag("long")
  @DisplayName("G8 a change reaches 1,000 waiting gateways, on one database connection")
  void thousand() throws Exception {
    reach(1_000);
  }

  private void reach(int many) throws Exception {
    try (TestPlane plane =
            TestPlane.start(TestPostgres.shared().database(), data.resolve("control"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<HttpConfigurationFeed> feeds = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        feeds.add(FeedFixture.enrolled(plane, data.resolve("gateway" + i)));
      }
      try {
        follow(plane, feeds, threads);
      } finally {
        feeds.forEach(HttpConfigurationFeed::close);
      }
    }
  }

  private static void follow(
      TestPlane plane, List<HttpConfigurationFeed> feeds, ExecutorService threads)
      throws Exception {
    var slowest = new ConcurrentSkipListMap<Long, Long>();
    List<Future<?>> gateways = new ArrayList<>();
    for (HttpConfigurationFeed feed : feeds) {
      gateways.add(threads.submit(() -> gateway(feed, slowest)));
    }
    for (int change = 1; change <= CHANGES; change++) {
      FeedProbe.awaitWaiting(plane, feeds.size());
      assertThat(plane.part(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections())
          .as("connections that waiting gateways hold")
          .isLessThanOrEqualTo(1);
      plane.publish(List.of(put(api("a", "" + change))));
    }
    for (Future<?> gateway : gateways) {
      gateway.get();
    }
    System.out.printf(
        "Feed: %d gateways, %d changes, slowest from commit to gateway: %s ms%n",
        feeds.size(), CHANGES, slowest.values());
    assertThat(slowest.values().stream().sorted().skip(CHANGES / 2).findFirst())
        .as("the median of the slowest, in milliseconds")
        .hasValueSatisfying(millis -> assertThat(millis).isLessThan(5_000));
  }

  private static Void gateway(HttpConfigurationFeed feed, ConcurrentSkipListMap<Long, Long> slowest)
      throws Exception {
    Snapshot held = answered(feed::snapshot);
    while (held.revision() < CHANGES) {
      Snapshot known = held;
      FeedAnswer answer =
          answered(
              () -> feed.changesAfter(known.feedId(), known.revision(), Duration.ofSeconds(20)));
      for (ChangeSet next : ((FeedAnswer.Changes) answer).changeSets()) {
        long millis = System.currentTimeMillis() - next.committedAt().toEpochMilli();
        slowest.merge(next.revision(), millis, Math::max);
        held = held.apply(next);
      }
    }
    return null;
  }

  /** As every gateway does, asks again where a busy control plane did not answer. */
  private static <T> T answered(Callable<T> question) {
    return await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofMinutes(5))
        .ignoreException(FeedUnavailableException.class)
        .until(question, Objects::nonNull);
  }
}
