package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** G47: no accepted request is lost. */
class DrainTest {
  private final GatewayFixture fixture =
      GatewayFixture.withLimits(limits ->
              limits.withRequestTimes(
                  Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofSeconds(8)))
          .openApi();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  @DisplayName("G47 under load over HTTP/1.1: every request that was sent is answered")
  void http1UnderLoad() throws InterruptedException {
    ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();
    AtomicInteger answered = new AtomicInteger();
    CountDownLatch allServed = new CountDownLatch(16);
    AtomicInteger toldToLeave = new AtomicInteger();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      clients.add(
          Thread.ofVirtual().start(() -> untilToldToLeave(lost, answered, allServed, toldToLeave)));
    }
    // Who has not connected by now is turned away, and has not sent a request.
    assertThat(allServed.await(30, TimeUnit.SECONDS)).isTrue();
    await().until(() -> answered.get() > 500);
    fixture.gateway.close();
    for (Thread client : clients) {
      client.join();
    }
    assertThat(lost).isEmpty();
    assertThat(toldToLeave).hasValue(16);
  }

  private void untilToldToLeave(
      ConcurrentLinkedQueue<String> lost,
      AtomicInteger answered,
      CountDownLatch allServed,
      AtomicInteger toldToLeave) {
    try (RawClient client = fixture.connect("open.test")) {
      for (int i = 0; true; i++) {
        RawAnswer answer = client.get("open.test", "/x", "");
        if (answer.status() != 200) {
          lost.add("status " + answer.status());
        }
        answered.incrementAndGet();
        if (i == 0) {
          allServed.countDown();
        }
        if (answer.header("connection").equals("close")) {
          toldToLeave.incrementAndGet();
          return;
        }
      }
    } catch (UncheckedIOException e) {
      lost.add(e.getMessage());
    }
  }

  @Test
  @DisplayName("G47 under load over HTTP/2: a GOAWAY, and every stream that was opened is answered")
  void http2UnderLoad() {
    H2Client client = new H2Client(fixture.port(), "open.test");
    List<H2Client.Call> calls = new ArrayList<>();
    Thread closing = null;
    int i = 0;
    while (!client.goneAway.isDone()) {
      calls.add(client.open(true, "GET", "open.test", "/" + i));
      if (++i % 20 == 0) {
        calls.forEach(H2Client.Call::answer);
      }
      if (i == 200) {
        closing = Thread.ofVirtual().start(() -> fixture.gateway.close());
      }
    }
    assertThat(calls).allSatisfy(call -> assertThat(call.answer().status()).isEqualTo(200));
    assertThat(client.goneAway.join()).isZero();
    assertThat(closing).isNotNull();
    client.close();
  }

  @Test
  @DisplayName("G47 a slow request under way is finished, and the wait for it is bounded")
  void slowRequest() throws InterruptedException {
    try (RawClient slow = fixture.connect("open.test");
        RawClient stuck = fixture.connect("open.test")) {
      slow.send("POST /slow HTTP/1.1\r\nHost: open.test\r\nContent-Length: 4\r\n\r\nab");
      stuck.send("POST /stuck HTTP/1.1\r\nHost: open.test\r\nContent-Length: 4\r\n\r\nab");
      await().until(() -> fixture.upstream.connections() == 2);
      Thread closing = Thread.ofVirtual().start(() -> fixture.gateway.close());
      await().until(() -> Metrics.get(fixture.gateway, "/health/ready").statusCode() == 503);
      slow.send("cd");
      RawAnswer answer = slow.answer();
      assertThat(answer.body()).contains("\"body\":\"abcd\"");
      assertThat(answer.header("connection")).isEqualTo("close");
      // Of all bounds only the drain's ends it before this.
      assertThat(closing.join(Duration.ofMinutes(2))).isTrue();
      assertThat(stuck.drain()).isIn("end", "reset");
    }
  }
}
