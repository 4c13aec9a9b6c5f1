package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an upstream says before its answer, and answers without a body, over both protocols. */
class InterimAnswersTest {
  private static final String EARLY = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
  private static final String FIRST = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst";
  private static final String SECOND = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond";

  private final GatewayFixture fixture = GatewayFixture.start();

  @AfterEach
  void stop() {
    fixture.close();
  }

  private void upstream(ScriptedUpstream upstream) {
    fixture.feed.put(fixture.api("scripted", "/s").url(upstream.url()).build());
    fixture.inForce();
  }

  @Test
  @DisplayName("an interim answer, its answer, and the next request's follow one another")
  void interim() throws Exception {
    try (ScriptedUpstream upstream = new ScriptedUpstream(EARLY + EARLY + FIRST, SECOND);
        RawClient client = fixture.connect("api.test")) {
      upstream(upstream);
      RawAnswer early = client.get("api.test", "/s", "");
      assertThat(early.status()).isEqualTo(103);
      assertThat(early.header("link")).isEqualTo("</a>");
      assertThat(early.has("transfer-encoding")).isFalse();
      assertThat(client.answer().status()).isEqualTo(103);
      assertThat(client.answer().body()).isEqualTo("first");
      assertThat(client.get("api.test", "/s", "").body()).isEqualTo("second");
      assertThat(upstream.connections()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("an interim answer comes before the answer over HTTP/2")
  void interimOverHttp2() throws Exception {
    try (ScriptedUpstream upstream = new ScriptedUpstream(EARLY + FIRST, SECOND);
        H2Client client = new H2Client(fixture.port(), "api.test")) {
      upstream(upstream);
      H2Client.Call call = client.open(true, "GET", "api.test", "/s");
      assertThat(call.answer().status()).isEqualTo(200);
      assertThat(call.answer().body()).isEqualTo("first");
      assertThat(call.head.join()).isEqualTo(103);
      assertThat(client.get("api.test", "/s").body()).isEqualTo("second");
    }
  }

  @Test
  @DisplayName("answers without a body end over HTTP/2")
  void bodylessOverHttp2() throws Exception {
    try (ScriptedUpstream upstream =
            new ScriptedUpstream(
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                SECOND);
        H2Client client = new H2Client(fixture.port(), "api.test")) {
      upstream(upstream);
      assertThat(client.get("api.test", "/s").status()).isEqualTo(200);
      assertThat(client.get("api.test", "/s").status()).isEqualTo(204);
      assertThat(client.get("api.test", "/s").status()).isEqualTo(304);
      assertThat(client.get("api.test", "/s").body()).isEqualTo("abc");
      assertThat(client.get("api.test", "/s").body()).isEqualTo("second");
      assertThat(upstream.connections()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("answers without trailers or body end over HTTP/1.1")
  void bodyless() throws Exception {
    try (ScriptedUpstream upstream =
            new ScriptedUpstream(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                SECOND);
        RawClient client = fixture.connect("api.test")) {
      upstream(upstream);
      assertThat(client.get("api.test", "/s", "").body()).isEqualTo("abc");
      assertThat(client.get("api.test", "/s", "").body()).isEmpty();
      assertThat(client.get("api.test", "/s", "").body()).isEmpty();
      assertThat(client.get("api.test", "/s", "").body()).isEqualTo("second");
    }
  }

  @Test
  @DisplayName("an upstream that gives interim answers without end is given up")
  void flood() throws Exception {
    try (ScriptedUpstream upstream =
            new ScriptedUpstream(EARLY.repeat(16) + FIRST, EARLY.repeat(17) + FIRST);
        RawClient client = fixture.connect("api.test")) {
      upstream(upstream);
      for (int status : new int[] {200, 502}) {
        client.send("GET /s HTTP/1.1\r\nHost: api.test\r\n\r\n");
        for (int i = 0; i < 16; i++) {
          assertThat(client.answer().status()).isEqualTo(103);
        }
        assertThat(client.answer().status()).isEqualTo(status);
      }
    }
  }
}
