package dev.countersign.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events that one turn of the event loop brings together, when the first undoes the second's. */
class OneTurnTest {

  @Test
  @DisplayName(
      "G45 a request that comes just before its upstream's end is answered over a new connection")
  void requestThenEnd() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (GatewayFixture fixture = GatewayFixture.start(options -> options.withThreads(1));
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      fixture.feed.put(
          fixture.api("own", "/own").url("http://127.0.0.1:" + listener.getLocalPort()).build());
      fixture.inForce();
      CountDownLatch held = new CountDownLatch(1);
      try (LogLines refusals =
              new LogLines(
                  "dev.countersign.gateway.refusals",
                  Level.INFO,
                  () -> {
                    held.countDown();
                    goOn.await();
                  });
          RawClient client = fixture.connect("api.test");
          RawClient other = fixture.connect("api.test")) {
        client.send("GET /own/1 HTTP/1.1\r\nHost: api.test\r\n\r\n");
        try (Socket first = listener.accept()) {
          answer(first);
          assertThat(client.answer().body()).isEqualTo("ok");
          other.send("GET /nowhere HTTP/1.1\r\nHost: api.test\r\n\r\n");
          assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
          client.send("GET /own/2 HTTP/1.1\r\nHost: api.test\r\n\r\n");
        }
        goOn.countDown();
        try (Socket second = listener.accept()) {
          answer(second);
          assertThat(client.answer().body()).isEqualTo("ok");
        }
        assertThat(other.answer().code()).isEqualTo("route_not_found");
        assertThat(refusals.all).hasSize(1);
      } finally {
        goOn.countDown();
      }
    }
  }

  private static void answer(Socket socket) throws IOException {
    assertThat(socket.getInputStream().read(new byte[16 * 1024])).isPositive();
    socket
        .getOutputStream()
        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(US_ASCII));
  }
}
