package dev.countersign.control.feed;

import static dev.countersign.policy.feed.SampleConfiguration.api;
import static dev.countersign.policy.feed.SampleConfiguration.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.control.TestPlane;
import dev.countersign.policy.configuration.ChangeSet;
import dev.countersign.policy.feed.FeedAnswer;
import dev.countersign.policy.snapshot.Snapshot;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two control planes over one database. */
@Timeout(120)
class FeedReaderTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir static Path data;
  private static TestPlane writer;
  private static TestPlane reader;

  @BeforeAll
  static void start() {
    TestDatabase database = TestPostgres.shared().database();
    writer = TestPlane.start(database, data);
    reader = TestPlane.start(database, data);
  }

  @AfterAll
  static void stop() {
    writer.close();
    reader.close();
  }

  @BeforeEach
  void startOver() {
    FeedProbe.startOver(writer);
    FeedProbe.awaitFresh(reader);
  }

  /** What ends the wait before its time is over. */
  private static List<ChangeSet> next(Snapshot held) throws Exception {
    long start = System.nanoTime();
    FeedAnswer answer = reader.feed().changesAfter(held.feedId(), held.revision(), LONG);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.minusSeconds(5));
    return ((FeedAnswer.Changes) answer).changeSets();
  }

  @Test
  @DisplayName("G8 what one control plane commits, ends the wait of gateways of another")
  void twoControlPlanes() throws Exception {
    Snapshot held = reader.feed().snapshot();
    for (int i = 1; i <= 20; i++) {
      writer.publish(List.of(put(api("a", "" + i))));
      held = held.apply(next(held).getFirst());
    }
    assertThat(held.entities()).containsExactly(api("a", "20"));
  }

  @Test
  @DisplayName("A follower whose connection is killed connects anew and misses nothing")
  void killedConnection() throws Exception {
    Snapshot held = reader.feed().snapshot();
    for (int i = 1; i <= 5; i++) {
      assertThat(FeedProbe.killFeedConnections(writer)).isGreaterThan(0);
      writer.publish(List.of(put(api("a", "" + i))));
      List<ChangeSet> arrived = next(held);
      assertThat(arrived).extracting(ChangeSet::revision).containsExactly((long) i);
      held = held.apply(arrived.getFirst());
      FeedProbe.awaitFresh(writer);
      FeedProbe.awaitFresh(reader);
    }
  }

  @Test
  @DisplayName("A change whose notification is lost is found by looking")
  void lostNotification() throws Exception {
    Snapshot held = reader.feed().snapshot();
    reader
        .part(JdbcClient.class)
        .sql(
            """
            WITH taken AS (UPDATE feed.revision SET revision = revision + 1 RETURNING revision)
            INSERT INTO feed.change_set
            SELECT revision, clock_timestamp(), :line FROM taken
            """)
        .param("line", dev.countersign.policy.feed.ChangeFormat.writeChange(put(api("a", "1"))))
        .update();
    assertThat(next(held)).hasSize(1);
  }

  @Test
  @DisplayName("A follower survives an Error, and follows again")
  void survivesAnError() throws Exception {
    FeedTail tail = new FeedTail(10);
    FeedConnection real = FeedConnection.besides(reader.part(DataSource.class));
    AtomicInteger attempts = new AtomicInteger();
    FeedConnection faulty =
        () -> {
          if (attempts.incrementAndGet() == 1) {
            throw new StackOverflowError("the first time");
          }
          return real.open();
        };
    FeedReaders readers = new FeedReaders(reader.part(GatewayTable.class));
    try (var follower = new FeedReader(faulty, tail, readers, Duration.ofMillis(100))) {
      follower.start();
      await().atMost(LONG).until(() -> tail.view() != null);
    }
    assertThat(attempts).hasValue(2);
  }

  @Test
  @DisplayName(
      "Whoever took a snapshot a moment before this control plane read of it needs no other")
  void aheadOfTheTail() throws Exception {
    for (int i = 1; i <= 50; i++) {
      writer.publish(List.of(put(api("a", "" + i))));
      Snapshot held = writer.feed().snapshot();
      assertThat(reader.feed().changesAfter(held.feedId(), held.revision(), Duration.ZERO))
          .isEqualTo(new FeedAnswer.Changes(List.of()));
    }
  }

  @Test
  @DisplayName("Another server or timeline under the same address begins a new feed")
  void restoredElsewhere() throws Exception {
    writer.publish(List.of(put(api("a", "1"))));
    Snapshot held = reader.feed().snapshot();
    FeedProbe.awaitFresh(reader);
    writer
        .part(JdbcClient.class)
        .sql("UPDATE feed.revision SET written_at = 'another server/00000001'")
        .update();
    FeedProbe.killFeedConnections(writer);
    assertThat(reader.feed().changesAfter(held.feedId(), held.revision(), LONG))
        .isInstanceOf(FeedAnswer.SnapshotNeeded.class);
    assertThat(reader.feed().snapshot().feedId()).isNotEqualTo(held.feedId());
  }

  @Test
  @DisplayName("Whoever is ahead of a database that was restored needs a snapshot")
  void restoredInPlace() throws Exception {
    writer.publish(List.of(put(api("a", "1"))));
    writer.publish(List.of(put(api("a", "2"))));
    Snapshot held = reader.feed().snapshot();
    FeedProbe.awaitFresh(reader);
    writer.part(JdbcClient.class).sql("DELETE FROM feed.change_set WHERE revision > 1").update();
    writer.part(JdbcClient.class).sql("UPDATE feed.revision SET revision = 1").update();
    assertThat(reader.feed().changesAfter(held.feedId(), held.revision(), LONG))
        .isInstanceOf(FeedAnswer.SnapshotNeeded.class);
  }
}
