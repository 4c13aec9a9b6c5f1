package dev.countersign.testkit.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FreePortTest {

  @Test
  @DisplayName("is below the ports that the system gives away, given once, and can be listened on")
  void free() throws Exception {
    int[] ports = IntStream.generate(FreePort::next).limit(200).toArray();
    assertThat(ports).doesNotHaveDuplicates();
    for (int port : ports) {
      assertThat(port).isBetween(20_000, 32_767);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        assertThat(socket.getLocalPort()).isEqualTo(port);
      }
    }
  }
}
