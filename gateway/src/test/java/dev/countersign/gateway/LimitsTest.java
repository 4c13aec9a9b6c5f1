package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every limit has its answer, costs what it costs once, and leaves the gateway serving. */
class LimitsTest {
  private GatewayFixture fixture;

  /** Without TLS: the limits of this test may be shorter than a handshake. */
  @AfterEach
  void stillServes() {
    try (RawClient client = fixture.connectPlain()) {
      assertThat(client.get("open.test", "/still", "").status()).isEqualTo(200);
    }
    fixture.close();
  }

  private void start(java.util.function.UnaryOperator<Limits> change) {
    fixture = GatewayFixture.withLimits(change).openApi();
  }

  @Test
  @DisplayName("a head over its limit: 431, closed")
  void largeHead() {
    start(limits -> limits.withSizes(8_192, 1_000_000));
    assertThat(fixture.get("open.test", "/x", "X: " + "x".repeat(10_000) + "\r\n").code())
        .isEqualTo("headers_too_large");
    assertThat(fixture.get("open.test", "/" + "x".repeat(10_000), "").code())
        .isEqualTo("headers_too_large");
    assertThat(fixture.get("open.test", "/x", "X: a\r\n".repeat(3_000)).code())
        .isEqualTo("headers_too_large");
  }

  @Test
  @DisplayName("a head of 10 MiB: 431 or a cut, and no more memory than the limit")
  void hugeHead() {
    start(limits -> limits);
    try (RawClient client = fixture.connect("open.test")) {
      client.send("GET /x HTTP/1.1\r\nHost: open.test\r\nX: ");
      byte[] part = "x".repeat(64 * 1024).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      try {
        for (int i = 0; i < 160; i++) {
          client.send(part);
        }
      } catch (UncheckedIOException cut) {
        // Nobody has to read ten megabytes.
      }
      assertThat(client.drain()).isIn("end", "reset");
    }
  }

  @Test
  @DisplayName("a body over its limit: 413, declared or streamed")
  void largeBody() {
    start(limits -> limits.withSizes(32_768, 10_000));
    try (RawClient client = fixture.connect("open.test")) {
      client.send("POST /x HTTP/1.1\r\nHost: open.test\r\nContent-Length: 10001\r\n\r\n");
      RawAnswer answer = client.answer();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.code()).isEqualTo("body_too_large");
      client.send("x".repeat(10_001));
      assertThat(client.get("open.test", "/after", "").status()).isEqualTo(200);
    }
    try (RawClient client = fixture.connect("open.test")) {
      client.send("POST /x HTTP/1.1\r\nHost: open.test\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.send("2711\r\n" + "x".repeat(10_001) + "\r\n");
      assertThat(client.answer().code()).isEqualTo("body_too_large");
      client.send("0\r\n\r\n");
      assertThat(client.get("open.test", "/after", "").status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("the body of a refused request is read to a bound, then the connection ends")
  void refusedBody() {
    start(limits -> limits.withSizes(32_768, 10_000));
    try (RawClient client = fixture.connect("open.test")) {
      client.send("POST /x HTTP/1.1\r\nHost: open.test\r\nContent-Length: 100000000\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(413);
      assertThatThrownBy(() -> client.send(new byte[100_000_000]))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  @DisplayName("slow headers (slowloris): 408, closed, however the bytes trickle")
  void slowHead() {
    start(limits ->
        limits.withTimes(Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(60)));
    try (RawClient client = fixture.connect("open.test")) {
      client.send("GET /x HTTP/1.1\r\nHost: open.test\r\n");
      Thread trickle = Thread.ofVirtual().start(() -> trickle(client));
      assertThat(client.answer().code()).isEqualTo("request_timeout");
      trickle.interrupt();
      assertThat(client.drain()).isIn("end", "reset");
    }
  }

  /** A header line every 50 ms, until the connection is cut or this thread interrupted. */
  private static void trickle(RawClient client) {
    try {
      await()
          .forever()
          .pollInterval(Duration.ofMillis(50))
          .until(() -> {
            client.send("X: y\r\n");
            return false;
          });
    } catch (UncheckedIOException | org.awaitility.core.ConditionTimeoutException cut) {
      // That is what is tested.
    }
  }

  @Test
  @DisplayName("half a request: 408 when its body stops coming")
  void halfARequest() {
    start(limits ->
        limits.withRequestTimes(
            Duration.ofMillis(500), Duration.ofSeconds(60), Duration.ofSeconds(5)));
    try (RawClient client = fixture.connect("open.test")) {
      client.send("POST /x HTTP/1.1\r\nHost: open.test\r\nContent-Length: 10\r\n\r\nhalf");
      assertThat(client.answer().code()).isEqualTo("request_timeout");
      assertThat(client.drain()).isIn("end", "reset");
    }
    assertThat(fixture.upstream.requests()).isEmpty();
  }

  @Test
  @DisplayName("a connection without a request is closed when it is idle")
  void idle() {
    start(limits ->
        limits.withTimes(Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofMillis(700)));
    try (RawClient fresh = fixture.connect("open.test");
        RawClient used = fixture.connect("open.test")) {
      assertThat(used.get("open.test", "/x", "").status()).isEqualTo(200);
      assertThat(fresh.next()).isEqualTo("end");
      assertThat(used.next()).isEqualTo("end");
    }
  }

  @Test
  @DisplayName("a handshake that does not end is cut")
  void slowHandshake() throws IOException {
    start(limits ->
        limits.withTimes(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(60)));
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), fixture.port());
        Socket half = new Socket(InetAddress.getLoopbackAddress(), fixture.port())) {
      half.getOutputStream().write(new byte[] {22, 3, 1, 1, 0, 1, 0});
      silent.setSoTimeout(5_000);
      half.setSoTimeout(5_000);
      assertThat(end(silent)).isTrue();
      assertThat(end(half)).isTrue();
    }
  }

  private static boolean end(Socket socket) {
    try {
      while (socket.getInputStream().read() >= 0) {
        // An alert, perhaps.
      }
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  @DisplayName("garbage and plain HTTP on the TLS port: closed")
  void garbage() throws IOException {
    start(limits -> limits);
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      byte[] noise = new byte[1 + random.nextInt(4_000)];
      random.nextBytes(noise);
      if (noise[0] == 22) {
        noise[0] = 0;
      }
      byte[] bytes =
          i == 0
              ? "GET / HTTP/1.1\r\nHost: open.test\r\n\r\n"
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII)
              : noise;
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.port())) {
        socket.setSoTimeout(15_000);
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
        assertThat(end(socket)).isTrue();
      }
    }
    await().until(() -> connections() == 0);
    assertThat(fixture.get("open.test", "/x", "").status()).isEqualTo(200);
  }

  private int connections() {
    return (int) Double.parseDouble(Metrics.read(fixture.gateway, "countersign_connections"));
  }

  @Test
  @DisplayName("more connections than allowed are closed at once, and there is room again later")
  void tooManyConnections() {
    start(limits -> limits.withConnections(10, 10));
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      clients.add(fixture.connect("open.test"));
    }
    assertThatThrownBy(() -> fixture.connect("open.test")).isInstanceOf(UncheckedIOException.class);
    assertThat(clients.getFirst().get("open.test", "/x", "").status()).isEqualTo(200);
    clients.forEach(RawClient::close);
    await().ignoreExceptions().until(() -> fixture.get("open.test", "/x", "").status() == 200);
  }

  @Test
  @DisplayName("a request that takes longer than any may: 504")
  void totalTime() {
    start(limits ->
        limits.withRequestTimes(
            Duration.ofSeconds(60), Duration.ofMillis(600), Duration.ofSeconds(5)));
    fixture.feed.put(fixture.api("patient", "/patient").timeout(Duration.ofMinutes(5)).build());
    fixture.inForce();
    fixture.upstream.next(dev.countersign.testkit.http.Fault.STALL_AT_RESPONSE_START);
    assertThat(fixture.get("open.test", "/patient", "").code()).isEqualTo("upstream_timeout");
  }

  @Test
  @DisplayName("G43 a client that never reads is cut, and costs no more than a buffer")
  void neverReads() {
    start(limits ->
        limits.withRequestTimes(
            Duration.ofMillis(800), Duration.ofSeconds(60), Duration.ofSeconds(5)));
    byte[] large = new byte[64 * 1024 * 1024];
    fixture.upstream.answerWith(request -> request.target().equals("/large") ? large : new byte[0]);
    long before = Memory.direct();
    try (RawClient client = fixture.connect("open.test")) {
      client.send("GET /large HTTP/1.1\r\nHost: open.test\r\n\r\n");
      await().until(() -> connections() == 0);
      assertThat(Memory.direct() - before).isLessThan(large.length / 2);
    }
  }
}
