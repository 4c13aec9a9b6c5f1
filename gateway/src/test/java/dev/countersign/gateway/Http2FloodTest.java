package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Error;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that cost their sender little: bounded, by the end of the connection. */
class Http2FloodTest {
  private static final byte[] ONE = {0, 0, 0, 1};

  private final GatewayFixture fixture = GatewayFixture.start().openApi();

  @AfterEach
  void stop() {
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      assertThat(client.get("api.test", "/still").status()).isEqualTo(200);
    }
    fixture.close();
  }

  @ParameterizedTest(name = "of {0} bytes each")
  @ValueSource(ints = {0, 1, 1024, 16_384})
  @DisplayName("G43 CONTINUATION without end: the connection is ended, the request never begins")
  void continuations(int size) throws Exception {
    // Each payload is a header field without indexing, with an empty name and value, over and over.
    byte[] payload = new byte[size];
    long before = Memory.direct();
    try (RawH2 client = new RawH2(fixture.port())) {
      client.write(RawH2.frame(RawH2.HEADERS, RawH2.END_STREAM, 1, RawH2.GET));
      client.flood(RawH2.frame(RawH2.CONTINUATION, 0, 1, payload), 20_000);
      assertEnded(client);
    }
    assertThat(Memory.direct() - before).isLessThan(32L * 1024 * 1024);
    assertThat(fixture.upstream.requests()).isEmpty();
  }

  static Stream<Arguments> nothings() {
    return Stream.of(
        Arguments.of("WINDOW_UPDATE of the connection", RawH2.WINDOW_UPDATE, 0, ONE),
        Arguments.of("WINDOW_UPDATE of a stream", RawH2.WINDOW_UPDATE, 1, ONE),
        Arguments.of("PRIORITY", RawH2.PRIORITY, 1, new byte[] {0, 0, 0, 0, 1}),
        Arguments.of("a type that nobody knows", RawH2.UNKNOWN, 0, new byte[0]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("G43 a flood of frames that carry nothing: the connection is ended")
  void nothings(String name, int type, int stream, byte[] payload) throws Exception {
    try (RawH2 client = new RawH2(fixture.port())) {
      client.write(RawH2.frame(RawH2.HEADERS, RawH2.END_HEADERS, 1, openRequest()));
      client.flood(RawH2.frame(type, 0, stream, payload), 20_000);
      assertEnded(client);
    }
  }

  @Test
  @DisplayName("G43 a client that opens its windows for a large answer is no flood")
  void largeAnswer() {
    byte[] large = new byte[96 * 1024 * 1024];
    fixture.upstream.answerWith(request -> large);
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      assertThat(client.get("api.test", "/large").body()).hasSize(large.length);
    }
  }

  /** With :authority (index 1), so that it is answered by nothing but its own end. */
  private static byte[] openRequest() {
    byte[] host = "api.test".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] head = java.util.Arrays.copyOf(RawH2.GET, RawH2.GET.length + 2 + host.length);
    head[RawH2.GET.length] = 0x01;
    head[RawH2.GET.length + 1] = (byte) host.length;
    System.arraycopy(host, 0, head, RawH2.GET.length + 2, host.length);
    return head;
  }

  private static void assertEnded(RawH2 client) throws IOException {
    assertThat(client.goneAway())
        .isIn(
            Http2Error.ENHANCE_YOUR_CALM.code(),
            Http2Error.PROTOCOL_ERROR.code(),
            Http2Error.COMPRESSION_ERROR.code(),
            -1L);
  }
}
