package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.testkit.http.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** G43: bodies stream with back-pressure both ways; a slow end costs no memory. */
class StreamingTest {
  private static final long LARGE = 200L * 1024 * 1024;
  private static final long BOUND = 16L * 1024 * 1024;

  private final GatewayFixture fixture =
      GatewayFixture.withLimits(limits -> limits.withSizes(32_768, 2 * LARGE)).openApi();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  @DisplayName("G43 a client that reads slowly leaves the answer at the upstream")
  void slowReader(TestReporter report) throws IOException {
    AtomicLong written = new AtomicLong();
    try (ServerSocket endless = endless(written);
        RawClient client = fixture.connect("open.test")) {
      fixture.feed.put(
          fixture.api("endless", "/e").url("http://127.0.0.1:" + endless.getLocalPort()).build());
      fixture.inForce();
      long before = Memory.direct();
      client.send("GET /e HTTP/1.1\r\nHost: open.test\r\n\r\n");
      long read = client.bytes(1024 * 1024).length;
      awaitStandstill(written);
      long held = Memory.direct() - before;
      report.publishEntry(
          "slow reader",
          "the upstream wrote %,d bytes, the client read %,d, the gateway holds %,d"
              .formatted(written.get(), read, held));
      assertThat(held).isLessThan(BOUND);
      assertThat(written.get()).isLessThan(LARGE);
      while (read < LARGE) {
        read += client.bytes(1024 * 1024).length;
      }
      assertThat(Memory.direct() - before).isLessThan(BOUND);
    }
  }

  /** Until nothing more is written for a while: then it is back-pressure that holds it. */
  private static void awaitStandstill(AtomicLong written) {
    await()
        .pollInterval(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(20))
        .until(
            new java.util.concurrent.Callable<>() {
              private long last = -1;

              @Override
              public Boolean call() {
                long now = written.get();
                boolean still = now == last;
                last = now;
                return still;
              }
            });
  }

  private static ServerSocket endless(AtomicLong written) throws IOException {
    ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = listener.accept()) {
            InputStream in = socket.getInputStream();
            byte[] part = new byte[64 * 1024];
            assertThat(in.read(part)).isPositive();
            socket
                .getOutputStream()
                .write(
                    "HTTP/1.1 200 OK\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            while (written.get() < 2 * LARGE) {
              socket.getOutputStream().write(part);
              written.addAndGet(part.length);
            }
          } catch (IOException e) {
            // The gateway left.
          }
        });
    return listener;
  }

  @Test
  @DisplayName("G43 an upstream that does not read leaves the request at the client")
  void slowUpstream(TestReporter report) {
    fixture.upstream.next(Fault.NEVER_READ);
    AtomicLong sent = new AtomicLong();
    long before = Memory.direct();
    try (RawClient client = fixture.connect("open.test")) {
      client.send("POST /x HTTP/1.1\r\nHost: open.test\r\nContent-Length: " + LARGE + "\r\n\r\n");
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                byte[] part = new byte[64 * 1024];
                try {
                  while (sent.get() < LARGE) {
                    client.send(part);
                    sent.addAndGet(part.length);
                  }
                } catch (UncheckedIOException e) {
                  // The gateway gave up on the upstream, as it should.
                }
              });
      awaitStandstill(sent);
      long held = Memory.direct() - before;
      report.publishEntry(
          "slow upstream",
          "the client sent %,d bytes, the gateway holds %,d".formatted(sent.get(), held));
      assertThat(sent.get()).isLessThan(LARGE / 2);
      assertThat(held).isLessThan(BOUND);
      assertThat(client.answer().code()).isEqualTo("upstream_timeout");
      sender.interrupt();
    }
  }

  @Test
  @DisplayName("G43 a large body arrives whole, over HTTP/1.1 and HTTP/2, at a slow upstream too")
  void whole() {
    fixture.upstream.answerWith(request ->
        Integer.toString(request.body().length())
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    int size = 3 * 1024 * 1024;
    try (RawClient client = fixture.connect("open.test")) {
      client.send("POST /x HTTP/1.1\r\nHost: open.test\r\nContent-Length: " + size + "\r\n\r\n");
      client.send(new byte[size]);
      assertThat(client.answer().body()).isEqualTo(Integer.toString(size));
      fixture.upstream.next(Fault.READ_SLOWLY);
      client.send("POST /x HTTP/1.1\r\nHost: open.test\r\nContent-Length: 200000\r\n\r\n");
      client.send(new byte[200_000]);
      assertThat(client.answer().body()).isEqualTo("200000");
    }
    try (H2Client client = new H2Client(fixture.port(), "open.test")) {
      H2Client.Call call = client.open(false, "POST", "open.test", "/x");
      for (int i = 0; i < 30; i++) {
        call.send(new byte[100_000], i == 29);
      }
      assertThat(call.answer().body()).isEqualTo("3000000");
    }
  }
}
