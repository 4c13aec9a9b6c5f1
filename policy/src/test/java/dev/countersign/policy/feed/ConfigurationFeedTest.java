package dev.countersign.policy.feed;

import static dev.countersign.policy.feed.SampleConfiguration.api;
import static dev.countersign.policy.feed.SampleConfiguration.put;
import static dev.countersign.policy.feed.SampleConfiguration.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.ChangeSet;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link ConfigurationFeed} does; each adapter's test extends this one. */
@Timeout(120)
public abstract class ConfigurationFeedTest {

  private static final Duration NOT_AT_ALL = Duration.ZERO;
  private static final Duration LONG = Duration.ofSeconds(20);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** A feed of this test's own, on which nothing was published before. */
  protected abstract ConfigurationFeed feed();

  /** Publishes with one transaction, and returns once it is committed. */
  protected abstract void publish(List<Change> changes);

  /** Forgets all but the newest so many change sets, in the database and in memory. */
  protected abstract void compact(int keep);

  /** Returns once somebody waits for a change. */
  protected abstract void awaitWaiting() throws InterruptedException;

  /** Takes away what the feed is read from, and gives it back. */
  protected abstract AutoCloseable outage() throws Exception;

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private List<ChangeSet> changes(Snapshot from, Duration wait) throws Exception {
    FeedAnswer answer = feed().changesAfter(from.feedId(), from.revision(), wait);
    assertThat(answer).isInstanceOf(FeedAnswer.Changes.class);
    return ((FeedAnswer.Changes) answer).changeSets();
  }

  private Future<List<ChangeSet>> waiting(Snapshot from) throws Exception {
    Future<List<ChangeSet>> answer = threads.submit(() -> changes(from, LONG));
    awaitWaiting();
    return answer;
  }

  @Test
  @DisplayName("Before anything was published the snapshot is empty, at revision 0")
  void empty() throws Exception {
    Snapshot snapshot = feed().snapshot();
    assertThat(snapshot.revision()).isZero();
    assertThat(snapshot.feedId()).isNotEmpty();
    assertThat(snapshot.entities()).isEmpty();
  }

  @Test
  @DisplayName("A snapshot holds every kind of entity as it was published")
  void wholeSnapshot() throws Exception {
    List<Entity> everyKind = SampleConfiguration.everyKind();
    publish(everyKind.stream().map(SampleConfiguration::put).toList());
    Snapshot snapshot = feed().snapshot();
    assertThat(snapshot.revision()).isEqualTo(1);
    assertThat(snapshot.entities()).containsExactlyInAnyOrderElementsOf(everyKind);
  }

  @Test
  @DisplayName("A change set arrives as it was published, with every kind of entity and of change")
  void wholeChangeSet() throws Exception {
    List<Change> published = new ArrayList<>();
    for (Entity entity : SampleConfiguration.everyKind()) {
      published.add(put(entity));
      published.add(remove(entity));
    }
    Snapshot before = feed().snapshot();
    publish(published);
    List<ChangeSet> arrived = changes(before, LONG);
    assertThat(arrived).hasSize(1);
    assertThat(arrived.getFirst().changes()).isEqualTo(published);
    assertThat(arrived.getFirst().committedAt()).isNotNull();
  }

  @Test
  @DisplayName("One transaction is one change set, and change sets follow each other without a gap")
  void order() throws Exception {
    Snapshot before = feed().snapshot();
    publish(List.of(put(api("a", "1")), put(api("b", "1"))));
    publish(List.of(put(api("a", "2"))));
    publish(List.of(remove(api("b", "1"))));
    List<ChangeSet> arrived = new ArrayList<>();
    Snapshot held = before;
    while (held.revision() < 3) {
      for (ChangeSet next : changes(held, LONG)) {
        arrived.add(next);
        held = held.apply(next);
      }
    }
    assertThat(arrived).extracting(ChangeSet::revision).containsExactly(1L, 2L, 3L);
    assertThat(arrived.getFirst().changes()).hasSize(2);
    assertThat(held.entities()).containsExactly(api("a", "2"));
    assertThat(feed().snapshot().entities()).containsExactly(api("a", "2"));
  }

  @Test
  @DisplayName("G8 a change ends a wait at once")
  void wakes() throws Exception {
    Snapshot before = feed().snapshot();
    Future<List<ChangeSet>> answer = waiting(before);
    publish(List.of(put(api("a", "1"))));
    assertThat(answer.get(LONG.toSeconds() - 5, TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  @DisplayName("Without a change a wait ends with none, when its time is over and not before")
  void waits() throws Exception {
    Snapshot before = feed().snapshot();
    long start = System.nanoTime();
    assertThat(changes(before, Duration.ofMillis(300))).isEmpty();
    Duration waited = Duration.ofNanos(System.nanoTime() - start);
    assertThat(waited).isBetween(Duration.ofMillis(290), Duration.ofSeconds(10));
  }

  @Test
  @DisplayName("A wait of zero does not wait")
  void doesNotWait() throws Exception {
    Snapshot before = feed().snapshot();
    changes(before, NOT_AT_ALL);
    long start = System.nanoTime();
    assertThat(changes(before, NOT_AT_ALL)).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  @DisplayName("An interrupt ends a wait")
  void interrupted() throws Exception {
    Snapshot before = feed().snapshot();
    try (var threads = Executors.newSingleThreadExecutor()) {
      Future<List<ChangeSet>> waiter = threads.submit(() -> changes(before, LONG));
      awaitWaiting();
      threads.shutdownNow();
      assertThatThrownBy(() -> waiter.get(5, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  @DisplayName("Whoever holds another feed's revision needs a snapshot")
  void otherFeed() throws Exception {
    publish(List.of(put(api("a", "1"))));
    assertThat(feed().changesAfter("another", 1, LONG))
        .isInstanceOf(FeedAnswer.SnapshotNeeded.class);
  }

  @Test
  @DisplayName("Whoever holds a revision that is yet to come needs a snapshot")
  void future() throws Exception {
    publish(List.of(put(api("a", "1"))));
    String feedId = feed().snapshot().feedId();
    assertThat(feed().changesAfter(feedId, 2, LONG)).isInstanceOf(FeedAnswer.SnapshotNeeded.class);
    assertThat(feed().changesAfter(feedId, -1, LONG)).isInstanceOf(FeedAnswer.SnapshotNeeded.class);
  }

  @Test
  @DisplayName("Whoever holds a revision that was compacted needs a snapshot, the others do not")
  void compacted() throws Exception {
    for (int i = 1; i <= 10; i++) {
      publish(List.of(put(api("a", "" + i))));
    }
    compact(4);
    String feedId = feed().snapshot().feedId();
    assertThat(feed().changesAfter(feedId, 5, LONG)).isInstanceOf(FeedAnswer.SnapshotNeeded.class);
    assertThat(feed().changesAfter(feedId, 6, LONG)).isInstanceOf(FeedAnswer.Changes.class);
    assertThat(feed().changesAfter(feedId, 10, NOT_AT_ALL))
        .isEqualTo(new FeedAnswer.Changes(List.of()));
    assertThat(feed().snapshot().entities()).containsExactly(api("a", "10"));
  }

  @Test
  @DisplayName("Whoever is far behind catches up by asking on")
  void farBehind() throws Exception {
    Snapshot held = feed().snapshot();
    List<Change> wide = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      wide.add(put(api("api" + i, "wide")));
    }
    publish(wide);
    publish(wide);
    for (int i = 1; i <= 40; i++) {
      publish(List.of(put(api("a", "" + i))));
    }
    while (held.revision() < 42) {
      for (ChangeSet next : changes(held, LONG)) {
        held = held.apply(next);
      }
    }
    assertThat(held.counts().apis()).isEqualTo(6_001);
    assertThat(held.entities())
        .containsExactlyInAnyOrderElementsOf(feed().snapshot().entities().toList());
  }

  @Test
  @DisplayName("G46 an outage is said to be one, and after it the feed goes on where it was")
  void outageAndBack() throws Exception {
    publish(List.of(put(api("a", "1"))));
    Snapshot held = feed().snapshot();
    try (AutoCloseable away = outage()) {
      assertThatThrownBy(() -> feed().snapshot()).isInstanceOf(FeedUnavailableException.class);
      assertThatThrownBy(
              () -> feed().changesAfter(held.feedId(), held.revision(), Duration.ofMillis(200)))
          .isInstanceOf(FeedUnavailableException.class);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(() -> publish(List.of(put(api("a", "2")))));
    assertThat(afterOutage(held)).extracting(ChangeSet::revision).containsExactly(2L);
  }

  /**
   * As with publishing, it may take a moment until the connections that were cut are all found out.
   */
  private List<ChangeSet> afterOutage(Snapshot held) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(FeedUnavailableException.class)
        .until(() -> changes(held, LONG), changes -> true);
  }
}
