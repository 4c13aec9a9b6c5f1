package dev.countersign.control.feed;

import static dev.countersign.policy.feed.SampleConfiguration.api;
import static dev.countersign.policy.feed.SampleConfiguration.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.control.TestPlane;
import dev.countersign.policy.configuration.ChangeSet;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.snapshot.Snapshot;
import dev.countersign.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@Timeout(120)
class FeedPublisherTest {

  private static final int WRITERS = 8;
  private static final int EACH = 40;

  @TempDir static Path data;
  private static TestPlane plane;

  @BeforeAll
  static void start() {
    plane = TestPlane.start(TestPostgres.shared().database(), data);
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @BeforeEach
  void startOver() {
    FeedProbe.startOver(plane);
  }

  private static List<Long> revisions() {
    return plane
        .part(JdbcClient.class)
        .sql("SELECT revision FROM feed.change_set ORDER BY revision")
        .query(Long.class)
        .list();
  }

  @Test
  @DisplayName("Publishing outside a transaction is refused")
  void withoutTransaction() {
    assertThatThrownBy(() -> plane.part(FeedPublisher.class).publish(List.of(put(api("a", "1")))))
        .isInstanceOf(IllegalTransactionStateException.class);
    assertThat(revisions()).isEmpty();
  }

  @Test
  @DisplayName("What is rolled back was never published, and leaves no gap")
  void rollback() {
    plane
        .part(TransactionTemplate.class)
        .executeWithoutResult(status -> {
          plane.write(List.of(put(api("a", "1"))));
          status.setRollbackOnly();
        });
    plane.publish(List.of(put(api("b", "1"))));
    assertThat(revisions()).containsExactly(1L);
  }

  @Test
  @DisplayName("All that one transaction publishes is one change set, in the order of the calls")
  void oneTransaction() {
    plane
        .part(TransactionTemplate.class)
        .executeWithoutResult(status -> {
          plane.write(List.of(put(api("a", "1"))));
          plane.write(List.of());
          plane.write(List.of(put(api("a", "2"))));
        });
    List<ChangeSet> all = plane.part(FeedTable.class).after(0, 10);
    assertThat(all).hasSize(1);
    assertThat(all.getFirst().changes()).containsExactly(put(api("a", "1")), put(api("a", "2")));
  }

  @Test
  @DisplayName("A transaction that publishes nothing takes no revision")
  void nothing() {
    plane.publish(List.of());
    assertThat(plane.part(FeedTable.class).position().revision()).isZero();
  }

  @Test
  @DisplayName("Nobody ever sees a revision before the one that precedes it, whoever commits when")
  void commitOrder() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = writers(threads);
      long seen = 0;
      while (seen < WRITERS * EACH) {
        List<Long> revisions = revisions();
        assertThat(revisions)
            .isEqualTo(LongStream.rangeClosed(1, revisions.size()).boxed().toList());
        seen = revisions.size();
        if (writers.stream().allMatch(Future::isDone)) {
          assertThat(revisions()).hasSize(WRITERS * EACH);
        }
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
  }

  private List<Future<?>> writers(ExecutorService threads) {
    List<Future<?>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      String id = "api" + writer;
      writers.add(threads.submit(() -> write(id)));
    }
    return writers;
  }

  private static void write(String id) {
    for (int i = 1; i <= EACH; i++) {
      String name = "" + i;
      plane
          .part(TransactionTemplate.class)
          .executeWithoutResult(status -> {
            plane.write(List.of(put(api(id, name))));
            // Some commit long after they began.
            plane
                .part(JdbcClient.class)
                .sql("SELECT 1 FROM pg_sleep(:seconds)")
                .param("seconds", ThreadLocalRandom.current().nextDouble(0.01))
                .query()
                .singleRow();
          });
    }
  }

  @Test
  @DisplayName("A snapshot is exactly the state of its revision, whoever writes meanwhile")
  void snapshotAgrees() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Snapshot replayed = plane.feed().snapshot();
      List<Future<?>> writers = writers(threads);
      int compared = 0;
      while (!writers.stream().allMatch(Future::isDone) || compared == 0) {
        Snapshot snapshot = plane.feed().snapshot();
        replayed = replay(replayed, snapshot.revision());
        List<Entity> expected = replayed.entities().toList();
        assertThat(snapshot.entities()).containsExactlyInAnyOrderElementsOf(expected);
        compared++;
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      assertThat(plane.feed().snapshot().counts().apis()).isEqualTo(WRITERS);
    }
  }

  private static Snapshot replay(Snapshot from, long to) throws Exception {
    Snapshot at = from;
    while (at.revision() < to) {
      for (ChangeSet next : plane.part(FeedTable.class).after(at.revision(), 1)) {
        at = at.apply(next);
      }
    }
    return at;
  }
}
