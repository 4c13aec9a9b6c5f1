package dev.countersign.gateway;

import static dev.countersign.gateway.GatewayFixture.ALICE;
import static dev.countersign.gateway.GatewayFixture.BOB;
import static dev.countersign.gateway.GatewayFixture.TOKEN;
import static dev.countersign.gateway.GatewayFixture.credential;
import static dev.countersign.gateway.GatewayFixture.listed;
import static dev.countersign.gateway.GatewayFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.testkit.http.Fault;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2SettingsFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** HTTP/2: the same pipeline, streams that mind their own business, and floods. */
class Http2Test {
  private final GatewayFixture fixture =
      GatewayFixture.withLimits(limits ->
          limits
              .withSizes(16_384, 300_000)
              .withRequestTimes(
                  Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(5)));

  @BeforeEach
  void configure() {
    fixture.feed.put(
        stored(ALICE),
        fixture.api("mtls", "/mtls").mutualTls().token().build(),
        fixture.api("open", "/open").build(),
        listed("mtls", ALICE),
        credential("cred", "mtls").build());
    fixture.inForce();
  }

  @AfterEach
  void stop() {
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      assertThat(client.get("api.test", "/open/still").status()).isEqualTo(200);
    }
    fixture.close();
  }

  @Test
  @DisplayName("G43 G2 a listed certificate with its token is forwarded over HTTP/2")
  void admits() {
    try (H2Client client = new H2Client(fixture.port(), "api.test", ALICE)) {
      RawAnswer answer =
          client.get(
              "api.test",
              "/mtls/a?b",
              "authorization",
              "Bearer " + TOKEN,
              "cookie",
              "a=1",
              "cookie",
              "b=2");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(fixture.upstream.lastRequest().target()).isEqualTo("/mtls/a?b");
      assertThat(fixture.upstream.lastRequest().header("authorization")).isEmpty();
      assertThat(fixture.upstream.lastRequest().header("cookie")).containsExactly("a=1; b=2");
      assertThat(fixture.upstream.lastRequest().header("x-forwarded-host"))
          .containsExactly("api.test");
    }
  }

  @Test
  @DisplayName("refusals are the same as over HTTP/1.1, and only their stream ends")
  void refuses() {
    try (H2Client client = new H2Client(fixture.port(), "api.test", BOB)) {
      assertThat(client.get("api.test", "/mtls").code()).isEqualTo("certificate_not_allowed");
      assertThat(client.get("api.test", "/nowhere").code()).isEqualTo("route_not_found");
      assertThat(client.open(true, "HEAD", "api.test", "/nowhere").answer().body()).isEmpty();
      assertThat(client.get("api.test", "/open/a").status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("G43 many streams at once, each with its own answer and body")
  void concurrent() {
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      List<H2Client.Call> calls = new ArrayList<>();
      for (int i = 0; i < 90; i++) {
        calls.add(
            client
                .open(false, "POST", "api.test", "/open/" + i)
                .send(("body " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8), true));
      }
      for (int i = 0; i < 90; i++) {
        assertThat(calls.get(i).answer().body())
            .contains("\"target\":\"/open/" + i + "\"", "\"body\":\"body " + i + "\"");
      }
    }
  }

  @Test
  @DisplayName("a malformed head is 400, or a stream error, and never forwarded")
  void malformed() {
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      for (H2Client.Call call :
          List.of(
              client.open(true, "GET", "a b", "/open"),
              client.open(true, "GET", "user@api.test", "/open"),
              client.open(true, "GET", "api.test", "/open", "host", "other.test"),
              client.open(true, "GET", "api.test", "open"),
              client.open(true, "GET", "api.test", "/open", "x", "a\rb"),
              client.open(true, "GET", "api.test", "/open", "x", "a\nb: c"))) {
        await().until(call.answer::isDone);
        boolean reset = call.reset == Http2Error.PROTOCOL_ERROR.code();
        assertThat(reset || call.answer.join().status() == 400).isTrue();
      }
    }
    assertThat(fixture.upstream.requests()).isEmpty();
  }

  @Test
  @DisplayName("a connection header, or an upper-case name, never comes through")
  void connectionSpecific() throws Exception {
    for (String[] header :
        new String[][] {
          {"connection", "close"}, {"transfer-encoding", "chunked"}, {"Upper", "x"}, {"te", "gzip"}
        }) {
      try (H2Client client = new H2Client(fixture.port(), "api.test")) {
        H2Client.Call call = client.open(true, "GET", "api.test", "/open", header);
        await().until(() -> call.answer.isDone() || client.goneAway.isDone());
        assertThat(call.answer.isCompletedExceptionally() || call.answer.join().status() == 400)
            .as(header[0])
            .isTrue();
      }
    }
    assertThat(fixture.upstream.requests()).isEmpty();
  }

  @Test
  @DisplayName("a header list over its limit: 431")
  void largeHead() {
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      assertThat(client.get("api.test", "/open", "x", "x".repeat(17_000)).code())
          .isEqualTo("headers_too_large");
    }
  }

  @Test
  @DisplayName("a body over its limit: 413, declared or streamed")
  void largeBody() {
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      assertThat(
              client
                  .open(false, "POST", "api.test", "/open/a", "content-length", "300001")
                  .answer()
                  .code())
          .isEqualTo("body_too_large");
      H2Client.Call streamed = client.open(false, "POST", "api.test", "/open/b");
      for (int i = 0; i < 40; i++) {
        streamed.send(new byte[10_000], false);
      }
      assertThat(streamed.answer().code()).isEqualTo("body_too_large");
      assertThat(client.get("api.test", "/open/c").status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("an upstream that fails in the middle resets its stream, and no other")
  void cut() {
    fixture.upstream.next(Fault.RESET_MID_BODY);
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      H2Client.Call call = client.open(true, "GET", "api.test", "/open/a");
      await().until(() -> call.reset >= 0);
      assertThat(call.reset).isEqualTo(Http2Error.INTERNAL_ERROR.code());
      assertThat(client.get("api.test", "/open/b").status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("G43 a stuck stream holds no other up, and no more than a window of its body")
  void stuckUpstream() {
    fixture.upstream.next(Fault.NEVER_READ);
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      H2Client.Call stuck = client.open(false, "POST", "api.test", "/open/stuck");
      for (int i = 0; i < 25; i++) {
        stuck.send(new byte[10_000], false);
      }
      for (int i = 0; i < 10; i++) {
        assertThat(client.get("api.test", "/open/" + i).status()).isEqualTo(200);
      }
    }
  }

  @Test
  @DisplayName("G43 an answer that the client does not take waits at the upstream, then is cut")
  void slowReader() throws Exception {
    byte[] large = new byte[32 * 1024 * 1024];
    fixture.upstream.answerWith(
        request -> request.target().equals("/open/large") ? large : new byte[0]);
    long before = Memory.direct();
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      client.consuming = false;
      H2Client.Call call = client.open(true, "GET", "api.test", "/open/large");
      await().until(() -> call.received.get() >= 65_000);
      assertThat(Memory.direct() - before).isLessThan(large.length / 2);
      assertThat(call.received.get()).isLessThanOrEqualTo(65_535);
      await().until(() -> call.reset >= 0);
    }
  }

  @Test
  @DisplayName("G43 a large answer streams through, byte for byte")
  void largeAnswer() {
    byte[] large = new byte[5 * 1024 * 1024];
    java.util.Arrays.fill(large, (byte) 'x');
    fixture.upstream.answerWith(request -> large);
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      assertThat(client.get("api.test", "/open/large").body()).hasSize(large.length);
    }
  }

  @Test
  @DisplayName("rapid reset (CVE-2023-44487): the connection is ended")
  void rapidReset() throws Exception {
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      for (int i = 0; i < 1_000 && client.channel.isActive(); i++) {
        H2Client.Call call = client.open(true, "GET", "api.test", "/open/" + i);
        client.channel.writeAndFlush(
            new DefaultHttp2ResetFrame(Http2Error.CANCEL).stream(call.stream));
      }
      assertThat(client.goneAway.get(10, TimeUnit.SECONDS))
          .isIn(Http2Error.ENHANCE_YOUR_CALM.code(), -1L);
    }
  }

  @Test
  @DisplayName("floods of PING and SETTINGS: the connection is ended")
  void floods() throws Exception {
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      for (int i = 0; i < 5_000 && client.channel.isActive(); i++) {
        client.channel.writeAndFlush(new DefaultHttp2PingFrame(i));
      }
      assertThat(client.goneAway.get(10, TimeUnit.SECONDS))
          .isIn(Http2Error.ENHANCE_YOUR_CALM.code(), -1L);
    }
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      for (int i = 0; i < 5_000 && client.channel.isActive(); i++) {
        client.channel.writeAndFlush(
            new DefaultHttp2SettingsFrame(Http2Settings.defaultSettings()));
      }
      assertThat(client.goneAway.get(10, TimeUnit.SECONDS))
          .isIn(Http2Error.ENHANCE_YOUR_CALM.code(), -1L);
    }
  }
}
