package dev.countersign.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.e2e.harness.Caller;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A consumer that calls on and on, and notes every call that was not let in. */
final class CallsUnderWay implements AutoCloseable {

  private final Thread thread;
  private final AtomicLong admitted = new AtomicLong();
  private final List<String> wrongAnswers = new CopyOnWriteArrayList<>();
  private final List<String> brokenConnections = new CopyOnWriteArrayList<>();

  private CallsUnderWay(Callable<Caller> connect, URI uri) {
    thread = Thread.ofVirtual().unstarted(() -> run(connect, uri));
  }

  static CallsUnderWay start(Callable<Caller> connect, URI uri) {
    CallsUnderWay calls = new CallsUnderWay(connect, uri);
    calls.thread.start();
    return calls;
  }

  private void run(Callable<Caller> connect, URI uri) {
    while (!Thread.currentThread().isInterrupted()) {
      try (Caller caller = connect.call()) {
        while (!Thread.currentThread().isInterrupted()) {
          var answer = caller.get(uri);
          if (answer.statusCode() == 200) {
            admitted.incrementAndGet();
          } else {
            wrongAnswers.add(answer.statusCode() + " " + answer.body());
          }
        }
      } catch (InterruptedException e) {
        return;
      } catch (IOException e) {
        brokenConnections.add(e.toString());
      } catch (Exception e) {
        wrongAnswers.add(e.toString());
      }
    }
  }

  long count() {
    return admitted.get();
  }

  /** Waits until so many more calls were let in. */
  void awaitMore(int calls) {
    long goal = admitted.get() + calls;
    await("calls let in")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() ->
            assertThat(admitted.get())
                .as("answers that were not 200: %s", wrongAnswers)
                .isGreaterThanOrEqualTo(goal));
  }

  /** Answers other than 200: the gateway was there, and decided wrongly. */
  List<String> wrongAnswers() {
    return wrongAnswers;
  }

  /** Wrong answers and broken connections: what a consumer noticed at all. */
  List<String> failures() {
    return java.util.stream.Stream.concat(wrongAnswers.stream(), brokenConnections.stream())
        .toList();
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
