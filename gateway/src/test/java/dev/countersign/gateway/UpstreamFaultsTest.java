package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.testkit.http.Fault;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An upstream that goes wrong at a named moment: an answer while there can be one, else a cut. */
class UpstreamFaultsTest {
  private final GatewayFixture fixture = GatewayFixture.start();

  @BeforeEach
  void configure() {
    fixture.feed.put(
        fixture.api("open", "/").build(),
        fixture.api("short", "/short").timeout(Duration.ofMillis(400)).build(),
        fixture.api("long", "/long").timeout(Duration.ofMinutes(5)).build(),
        fixture.api("nobody", "/nobody").url("http://127.0.0.1:1").build(),
        fixture.api("nameless", "/nameless").url("http://no-such-host.invalid").build());
    fixture.inForce();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest(name = "{0}: {2} {3}")
  @CsvSource({
    "RESET_AT_RESPONSE_START, /x, 502, upstream_failed",
    "CLOSE_WITHOUT_ANSWER, /x, 502, upstream_failed",
    "GARBAGE, /x, 502, upstream_failed",
    "HUGE_HEADER, /x, 502, upstream_failed",
    "LENGTH_TWICE, /x, 502, upstream_failed",
    "STALL_AT_RESPONSE_START, /short, 504, upstream_timeout",
    "NEVER_READ, /short, 504, upstream_timeout",
  })
  @DisplayName("before its head has come: 502 or 504, and the connection goes on")
  void beforeHead(Fault fault, String path, int status, String code) {
    fixture.upstream.next(fault);
    try (RawClient client = fixture.connect("open.test")) {
      RawAnswer answer = client.get("open.test", path, "");
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.code()).isEqualTo(code);
      assertThat(client.get("open.test", "/y", "").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"RESET_MID_BODY", "STALL_MID_BODY", "LENGTH_TOO_LONG", "BAD_CHUNK_SIZE"})
  @DisplayName("after its head has come: the client's connection is cut, and the gateway serves on")
  void afterHead(Fault fault) {
    fixture.upstream.next(fault);
    try (RawClient client = fixture.connect("open.test")) {
      String path = fault == Fault.STALL_MID_BODY ? "/short" : "/x";
      client.send("GET " + path + " HTTP/1.1\r\nHost: open.test\r\n\r\n");
      assertThat(client.drain()).isEqualTo("reset");
    }
    assertThat(fixture.get("open.test", "/y", "").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a connection that is reset at once: 502, whether it was made or not")
  void resetAtAccept() {
    fixture.upstream.next(Fault.RESET_AT_ACCEPT);
    assertThat(fixture.get("open.test", "/x", "").code())
        .isIn("upstream_failed", "upstream_unreachable");
    assertThat(fixture.get("open.test", "/y", "").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("refused and unknown upstreams: 502 upstream_unreachable")
  void unreachable() {
    assertThat(fixture.get("open.test", "/nobody", "").code()).isEqualTo("upstream_unreachable");
    assertThat(fixture.get("open.test", "/nameless", "").code()).isEqualTo("upstream_unreachable");
  }

  @Test
  @DisplayName("more body than announced is nobody else's answer")
  void tooMuch() {
    fixture.upstream.next(Fault.LENGTH_TOO_SHORT);
    try (RawClient client = fixture.connect("open.test")) {
      assertThat(client.get("open.test", "/x", "").body()).isEqualTo("long ");
      assertThat(client.get("open.test", "/y", "").body()).contains("\"target\":\"/y\"");
    }
    assertThat(fixture.upstream.connections()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"ANSWER_BEFORE_BODY", "ANSWER_BEFORE_REQUEST"})
  @DisplayName("an answer before the request was read is passed on, whole")
  void early(Fault fault) {
    fixture.upstream.next(fault);
    try (RawClient client = fixture.connect("open.test")) {
      client.send("POST /x HTTP/1.1\r\nHost: open.test\r\nContent-Length: 100000\r\n\r\nhello");
      try {
        assertThat(client.answer().body()).isEqualTo("early");
      } catch (UncheckedIOException e) {
        throw new AssertionError(e);
      }
      client.send(new byte[99_995]);
      assertThat(client.get("open.test", "/y", "").body()).contains("\"target\":\"/y\"");
    }
  }

  @Test
  @DisplayName("a stalled upstream holds nobody else up")
  void stallsAlone() {
    fixture.upstream.next(Fault.STALL_AT_RESPONSE_START);
    try (RawClient stalled = fixture.connect("open.test");
        RawClient other = fixture.connect("open.test")) {
      stalled.send("GET /long HTTP/1.1\r\nHost: open.test\r\n\r\n");
      await().until(() -> fixture.upstream.requests().size() == 1);
      for (int i = 0; i < 20; i++) {
        assertThat(other.get("open.test", "/long/y", "").status()).isEqualTo(200);
      }
    }
  }

  @Test
  @DisplayName("G45 connections are pooled: many requests of one client, one connection")
  void pools() {
    try (RawClient client = fixture.connect("open.test")) {
      for (int i = 0; i < 20; i++) {
        assertThat(client.get("open.test", "/" + i, "").status()).isEqualTo(200);
      }
    }
    assertThat(fixture.upstream.connections()).isEqualTo(1);
  }

  @Test
  @DisplayName("G45 an upstream that closes after each answer costs no request that comes after")
  void closedConnection() {
    fixture.upstream.always(Fault.CLOSE_AFTER_ANSWER);
    try (RawClient client = fixture.connect("open.test")) {
      for (int i = 1; i <= 100; i++) {
        assertThat(client.get("open.test", "/" + i, "").status()).isEqualTo(200);
        int ended = i;
        await()
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> fixture.upstream.endedConnections() == ended);
      }
    }
    assertThat(fixture.upstream.requests()).hasSize(100);
  }

  @Test
  @DisplayName("G45 a request that crosses its upstream's end is answered once, or 502, never lost")
  void staleConnection() {
    fixture.upstream.always(Fault.CLOSE_AFTER_ANSWER);
    int answered = 0;
    try (RawClient client = fixture.connect("open.test")) {
      for (int i = 0; i < 300; i++) {
        RawAnswer answer = client.get("open.test", "/" + i, "");
        // A request that its kernel took before the upstream closed has reached it: 502, once.
        assertThat(answer.status()).isIn(200, 502);
        answered += answer.status() == 200 ? 1 : 0;
      }
    }
    // By far most: when the end is here, or nothing was acknowledged, it is sent anew.
    assertThat(answered).isGreaterThan(200);
    assertThat(fixture.upstream.requests()).hasSize(answered);
  }

  @Test
  @DisplayName("G45 what is not idempotent is never sent twice, even on a connection gone stale")
  void staleConnectionAndPost() {
    fixture.upstream.always(Fault.CLOSE_AFTER_ANSWER);
    int answered = 0;
    try (RawClient client = fixture.connect("open.test")) {
      for (int i = 0; i < 300; i++) {
        RawAnswer answer =
            client.request(
                "POST /" + i + " HTTP/1.1\r\nHost: open.test\r\nContent-Length: 2\r\n\r\nhi");
        assertThat(answer.status()).isIn(200, 502);
        answered += answer.status() == 200 ? 1 : 0;
      }
    }
    assertThat(fixture.upstream.requests()).hasSize(answered);
  }

  @Test
  @DisplayName("G45 a request that may have reached the upstream is sent once, and answered 502")
  void noSecondSend() {
    fixture.upstream.next(
        Fault.NONE, Fault.CLOSE_WITHOUT_ANSWER, Fault.NONE, Fault.RESET_AT_RESPONSE_START);
    try (RawClient client = fixture.connect("open.test")) {
      assertThat(client.get("open.test", "/1", "").status()).isEqualTo(200);
      assertThat(client.get("open.test", "/2", "").code()).isEqualTo("upstream_failed");
      assertThat(client.get("open.test", "/3", "").status()).isEqualTo(200);
      assertThat(client.get("open.test", "/4", "").code()).isEqualTo("upstream_failed");
    }
    assertThat(fixture.upstream.requests()).hasSize(4);
  }
}
