package dev.countersign.server.feed;

import static dev.countersign.policy.feed.SampleConfiguration.api;
import static dev.countersign.policy.feed.SampleConfiguration.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.control.TestPlane;
import dev.countersign.control.feed.FeedProbe;
import dev.countersign.gateway.feed.Enrolment;
import dev.countersign.gateway.feed.HttpConfigurationFeed;
import dev.countersign.policy.feed.ChangeFormat;
import dev.countersign.policy.feed.FeedAnswer;
import dev.countersign.policy.feed.FeedUnavailableException;
import dev.countersign.policy.feed.SnapshotFormat;
import dev.countersign.policy.feed.UnreadableConfigurationException;
import dev.countersign.policy.snapshot.Snapshot;
import dev.countersign.testkit.port.FreePort;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A control plane, or the way to it, goes wrong. */
@Timeout(120)
class FeedTroubleTest {

  @TempDir Path data;
  private FakeFeed fake;
  private HttpConfigurationFeed feed;

  @BeforeEach
  void start() throws Exception {
    fake = new FakeFeed("feed.countersign.internal");
    Enrolment.enrol(fake.address(), fake.token(), data, InstantSource.system());
    feed = HttpConfigurationFeed.open(fake.address(), data, InstantSource.system());
    fake.asked.set(0);
  }

  @AfterEach
  void stop() {
    feed.close();
    fake.close();
  }

  private static byte[] wholeSnapshot() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotFormat.write(
        Snapshot.builder("f", 3).put(api("a", "1")).put(api("b", "1")).build(), out);
    return out.toByteArray();
  }

  @Test
  @DisplayName("G46 a snapshot that is cut off anywhere is refused as a whole")
  void truncatedSnapshot() throws Exception {
    byte[] whole = wholeSnapshot();
    for (int length = 0; length < whole.length; length += 97) {
      int cut = length;
      fake.answers((head, body) -> {
        head.send(200, cut == 0 ? -1 : cut);
        body.write(whole, 0, cut);
      });
      assertThatThrownBy(feed::snapshot).isInstanceOf(UnreadableConfigurationException.class);
    }
    fake.answers((head, body) -> {
      head.send(200, whole.length);
      body.write(whole);
    });
    assertThat(feed.snapshot().counts().apis()).isEqualTo(2);
  }

  @Test
  @DisplayName("A connection that breaks in the middle of an answer is a passing trouble")
  void brokenConnection() throws Exception {
    byte[] whole = wholeSnapshot();
    fake.answers((head, body) -> {
      head.send(200, whole.length);
      body.write(whole, 0, whole.length / 2);
      body.flush();
    });
    assertThatThrownBy(feed::snapshot).isInstanceOf(FeedUnavailableException.class);
  }

  @Test
  @DisplayName("An answer that stalls in the middle ends within seconds, as a passing trouble")
  void stalled() throws Exception {
    byte[] whole = wholeSnapshot();
    CompletableFuture<Void> over = new CompletableFuture<>();
    fake.answers((head, body) -> {
      head.send(200, whole.length);
      body.write(whole, 0, whole.length / 2);
      body.flush();
      over.orTimeout(60, TimeUnit.SECONDS).join();
    });
    long start = System.nanoTime();
    assertThatThrownBy(feed::snapshot)
        .isInstanceOf(FeedUnavailableException.class)
        .hasMessageContaining("stalled");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    over.complete(null);
  }

  @Test
  @DisplayName("A snapshot that a busy control plane begins late is waited for")
  void spooling() throws Exception {
    byte[] whole = wholeSnapshot();
    CompletableFuture<Void> spooled = new CompletableFuture<>();
    spooled.completeOnTimeout(null, 12, TimeUnit.SECONDS);
    fake.answers((head, body) -> {
      spooled.join();
      head.send(200, whole.length);
      body.write(whole);
    });
    assertThat(feed.snapshot().revision()).isEqualTo(3);
  }

  @Test
  @DisplayName("Changes of another feed than the one that was asked for are not taken")
  void otherFeed() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ChangeFormat.write("another", List.of(), out);
    fake.answers((head, body) -> {
      head.send(200, out.size());
      body.write(out.toByteArray());
    });
    assertThat(feed.changesAfter("f", 3, Duration.ZERO))
        .isInstanceOf(FeedAnswer.SnapshotNeeded.class);
  }

  @Test
  @DisplayName("A gateway that is refused asks once a minute and not more")
  void refusedAsksRarely() throws Exception {
    fake.answers((head, body) -> head.send(403, -1));
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(feed::snapshot)
          .isInstanceOf(FeedUnavailableException.class)
          .hasMessageContaining("refuses this gateway");
    }
    assertThat(fake.asked).hasValue(1);
    assertThat(feed.refusal()).isPresent();
  }

  @Test
  @DisplayName("Whatever else a control plane answers is a passing trouble")
  void otherAnswers() {
    for (int status : List.of(302, 404, 500, 503)) {
      fake.answers((head, body) -> head.send(status, -1));
      assertThatThrownBy(feed::snapshot)
          .isInstanceOf(FeedUnavailableException.class)
          .hasMessageContaining("" + status);
    }
  }

  @Test
  @DisplayName(
      "G46 a poll that a restart of the control plane breaks off is asked again, and goes on")
  void restartMidPoll() throws Exception {
    TestDatabase database = TestPostgres.shared().database();
    int port = FreePort.next();
    Path control = data.resolve("control");
    TestPlane first = TestPlane.start(database, control, port, InstantSource.system());
    try (HttpConfigurationFeed real = FeedFixture.enrolled(first, data.resolve("gateway"))) {
      first.publish(List.of(put(api("a", "1"))));
      Snapshot held = real.snapshot();
      CompletableFuture<List<?>> arrived =
          CompletableFuture.supplyAsync(
              () -> askUntilChanged(real, held), task -> Thread.ofVirtual().start(task));
      FeedProbe.awaitWaiting(first, 1);
      first.close();
      try (TestPlane second = TestPlane.start(database, control, port, InstantSource.system())) {
        second.publish(List.of(put(api("a", "2"))));
        assertThat(arrived.get(60, TimeUnit.SECONDS)).hasSize(1);
      }
    }
  }

  private static List<?> askUntilChanged(HttpConfigurationFeed feed, Snapshot held) {
    while (true) {
      try {
        FeedAnswer answer =
            feed.changesAfter(held.feedId(), held.revision(), Duration.ofSeconds(20));
        if (answer instanceof FeedAnswer.Changes changes && !changes.changeSets().isEmpty()) {
          return changes.changeSets();
        }
        assertThat(answer).isNotInstanceOf(FeedAnswer.SnapshotNeeded.class);
      } catch (FeedUnavailableException e) {
        Thread.onSpinWait();
      } catch (UnreadableConfigurationException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
