package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Connections to upstreams: none is left behind, none carries over what was another's. */
class UpstreamConnectionsTest {
  private static final int WINDOW = 65_535;

  private final ServerSocket listener = listen();
  private GatewayFixture fixture;

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
    listener.close();
  }

  private void start(java.util.function.UnaryOperator<Limits> change) {
    fixture =
        GatewayFixture.start(
            options -> options.withThreads(1).withLimits(change.apply(options.limits())));
    fixture.feed.put(
        fixture.api("open", "/").build(),
        fixture.api("own", "/own").url("http://127.0.0.1:" + listener.getLocalPort()).build());
    fixture.inForce();
  }

  private static void readHead(Socket socket) throws IOException {
    assertThat(socket.getInputStream().read(new byte[16 * 1024])).isPositive();
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  @DisplayName("G43 an HTTP/2 client that does not read costs no connection to the upstream")
  void unreadStream() {
    start(limits ->
        limits.withRequestTimes(
            Duration.ofMillis(500), Duration.ofSeconds(60), Duration.ofSeconds(5)));
    CompletableFuture<String> gone = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = listener.accept()) {
            readHead(socket);
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
            String part = "x".repeat(64 * 1024);
            while (true) {
              write(socket, part);
            }
          } catch (IOException e) {
            gone.complete("closed");
          }
        });
    try (H2Client client = new H2Client(fixture.port(), "open.test")) {
      client.consuming = false;
      H2Client.Call call = client.open(true, "GET", "open.test", "/own");
      await().atMost(Duration.ofSeconds(10)).until(() -> call.reset >= 0);
      assertThat(gone.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo("closed");
      assertThat(client.get("open.test", "/next").status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("what an upstream sends after its answer is never the next caller's answer")
  void strayBytes() throws Exception {
    start(limits -> limits);
    CountDownLatch windowFull = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch straySent = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = listener.accept()) {
            readHead(socket);
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + (WINDOW + 1) + "\r\n\r\n");
            write(socket, "x".repeat(WINDOW));
            windowFull.await();
            write(socket, "x");
            answered.await();
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstray");
            straySent.countDown();
            serveFresh();
          } catch (IOException | InterruptedException e) {
            straySent.countDown();
          }
        });
    try (H2Client slow = new H2Client(fixture.port(), "open.test");
        RawClient next = fixture.connect("open.test")) {
      slow.consuming = false;
      H2Client.Call call = slow.open(true, "GET", "open.test", "/own");
      await().until(() -> call.received.get() == WINDOW);
      windowFull.countDown();
      await().until(() -> requestsOf("own") == 1);
      answered.countDown();
      assertThat(straySent.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(next.get("open.test", "/own", "").body()).isEqualTo("fresh");
    }
  }

  @Test
  @DisplayName("half an answer that comes to a resting connection ends it")
  void strayHalf() throws Exception {
    start(limits -> limits);
    CompletableFuture<Integer> end = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = listener.accept()) {
            readHead(socket);
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            write(socket, "HTTP/1.1 200 OK\r\nX-Half: ");
            end.complete(socket.getInputStream().read());
          } catch (IOException e) {
            end.complete(-1);
          }
        });
    assertThat(fixture.get("open.test", "/own", "").body()).isEqualTo("ok");
    assertThat(end.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(-1);
  }

  @Test
  @DisplayName("connections to one upstream are bounded: one waits, one more is answered 502")
  void bounded() throws Exception {
    start(limits -> limits.withUpstreamConnections(1));
    CountDownLatch crowded = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = listener.accept()) {
            for (int i = 0; i < 2; i++) {
              readHead(socket);
              crowded.await();
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
          } catch (IOException | InterruptedException e) {
            crowded.countDown();
          }
        });
    try (H2Client client = new H2Client(fixture.port(), "open.test")) {
      H2Client.Call served = client.open(true, "GET", "open.test", "/own/1");
      H2Client.Call waits = client.open(true, "GET", "open.test", "/own/2");
      RawAnswer refused = client.get("open.test", "/own/3");
      assertThat(refused.code()).isEqualTo("upstream_unreachable");
      assertThat(client.get("open.test", "/other").status()).isEqualTo(200);
      crowded.countDown();
      assertThat(served.answer().body()).isEqualTo("ok");
      assertThat(waits.answer().body()).isEqualTo("ok");
    }
  }

  private void serveFresh() throws IOException {
    try (Socket socket = listener.accept()) {
      readHead(socket);
      write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfresh");
    }
  }

  private int requestsOf(String api) {
    return Metrics.get(fixture.gateway, "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("countersign_requests_total"))
        .filter(line -> line.contains("api=\"" + api + "\""))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
