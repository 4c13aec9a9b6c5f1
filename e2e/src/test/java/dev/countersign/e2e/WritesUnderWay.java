package dev.countersign.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.e2e.harness.Management;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A script that issues credentials on and on, and remembers those that were answered as stored. */
final class WritesUnderWay implements AutoCloseable {

  private final Management management;
  private final String api;
  private final List<String> acknowledged = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this::run);

  private WritesUnderWay(Management management, String api) {
    this.management = management;
    this.api = api;
  }

  static WritesUnderWay start(Management management, String api) {
    WritesUnderWay writes = new WritesUnderWay(management, api);
    writes.thread.start();
    return writes;
  }

  private void run() {
    int n = 0;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        var answer =
            management.send(
                "POST", "/credentials", Map.of("name", "written-" + n++, "apis", List.of(api)));
        if (answer.status() == 201) {
          acknowledged.add(answer.body().get("id").asString());
        }
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException e) {
        // Not acknowledged: nothing is promised.
      }
    }
  }

  long count() {
    return acknowledged.size();
  }

  /** Waits until so many more writes were acknowledged. */
  void awaitMore(int writes) {
    int goal = acknowledged.size() + writes;
    await("writes acknowledged")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> acknowledged.size() >= goal);
  }

  /** Every acknowledged credential is there. */
  void assertNothingIsLost() throws IOException, InterruptedException {
    for (String id : acknowledged) {
      assertThat(management.send("GET", "/credentials/" + id, null).status())
          .as("credential %s was answered as stored", id)
          .isEqualTo(200);
    }
  }

  /** Ends the writing; no write is under way afterwards. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
