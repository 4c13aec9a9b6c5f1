package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two servers could read in two ways is answered 400, and its connection is closed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmugglingTest {
  private GatewayFixture fixture;

  @BeforeAll
  void start() {
    fixture = GatewayFixture.start().openApi();
  }

  @AfterAll
  void stop() {
    fixture.close();
  }

  static List<String> ambiguous() {
    return List.of(
        "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "Content-Length: 5, 5\r\n\r\nhello",
        "Content-Length: +5\r\n\r\nhello",
        "Content-Length: -1\r\n\r\nhello",
        "Content-Length: 0x5\r\n\r\nhello",
        "Content-Length: 5 5\r\n\r\nhello",
        "Content-Length:\r\n\r\nhello",
        "Content-Length: 99999999999999999999\r\n\r\nhello",
        "Content-Length : 5\r\n\r\nhello",
        "Content-Length\t: 5\r\n\r\nhello",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding:\u000cchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        " Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer\u0000-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\u0000\r\n\r\n0\r\n\r\n",
        "X: a\r\n Transfer-Encoding: chunked\r\n\r\n",
        "X: a\r\n\tb\r\n\r\n",
        "X: a\nY: b\r\n\r\n",
        "X: a\rY: b\r\n\r\n",
        "X: a\r\r\n\r\n",
        "X: a\u0000b\r\n\r\n",
        "X: a\u007fb\r\n\r\n",
        "X y: a\r\n\r\n",
        "X@y: a\r\n\r\n",
        "no colon here\r\n\r\n",
        ": empty\r\n\r\n",
        "Host: other.test\r\n\r\n",
        "Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n\r\n12345678");
  }

  @ParameterizedTest
  @MethodSource("ambiguous")
  @DisplayName("G42 an ambiguous head is 400, closed, and never reaches the upstream")
  void ambiguousHead(String rest) {
    refused("POST /x HTTP/1.1\r\nHost: open.test\r\n" + rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /x HTTP/1.1\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost:\r\nHost: open.test\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: user@open.test\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: open.test/x\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: open.test, other.test\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: open.test:99999999\r\n\r\n",
        "GET http://other.test/x HTTP/1.1\r\nHost: open.test\r\n\r\n",
        "GET ftp://open.test/x HTTP/1.1\r\nHost: open.test\r\n\r\n",
        "GET x HTTP/1.1\r\nHost: open.test\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: open.test\r\n\r\n",
        "CONNECT open.test:443 HTTP/1.1\r\nHost: open.test\r\n\r\n",
        "GE T /x HTTP/1.1\r\nHost: open.test\r\n\r\n",
        "G<ET /x HTTP/1.1\r\nHost: open.test\r\n\r\n",
        "GET\t/x HTTP/1.1\r\nHost: open.test\r\n\r\n",
        "GET\u000b/x HTTP/1.1\r\nHost: open.test\r\n\r\n",
        "GET /x\u0000 HTTP/1.1\r\nHost: open.test\r\n\r\n",
        "GET /x HTTP/1.1 \r\nHost: open.test\r\n\r\n",
        "GET /x HTTP/1.1\nHost: open.test\r\n\r\n",
        "GET /x HTTP/2.0\r\nHost: open.test\r\n\r\n",
        "GET /x HTTP/1.2\r\nHost: open.test\r\n\r\n",
        "GET /x HTTP/9\r\nHost: open.test\r\n\r\n",
        "GET /x\r\nHost: open.test\r\n\r\n",
        "POST /x HTTP/1.0\r\nHost: open.test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "\u0000GET /x HTTP/1.1\r\nHost: open.test\r\n\r\n",
        " GET /x HTTP/1.1\r\nHost: open.test\r\n\r\n",
      })
  @DisplayName("G42 a request line or Host that can be read in two ways is 400, and closed")
  void ambiguousRequestLine(String request) {
    refused(request);
  }

  private void refused(String request) {
    int before = fixture.upstream.requests().size();
    try (RawClient client = fixture.connect("open.test")) {
      client.send(request + "GET /second HTTP/1.1\r\nHost: open.test\r\n\r\n");
      RawAnswer answer = client.answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("request_malformed");
      assertThat(client.drain()).isIn("end", "reset");
    }
    assertThat(fixture.upstream.requests()).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xyz\r\n",
        "5;\u0000\r\nhello\r\n0\r\n\r\n",
        "5\nhello\r\n0\r\n\r\n",
        "-1\r\n",
        "5 \r\nhello\r\n",
        "0x5\r\nhello\r\n",
        "fffffffffffffffff\r\n",
        "5\r\nhelloXX0\r\n\r\n",
        "\r\n"
      })
  @DisplayName("G42 a chunk that breaks its framing is 400, and the upstream's connection is cut")
  void brokenChunk(String body) {
    try (RawClient client = fixture.connect("open.test")) {
      client.send(
          "POST /chunk HTTP/1.1\r\nHost: open.test\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
      assertThat(client.answer().status()).isEqualTo(400);
      assertThat(client.drain()).isIn("end", "reset");
    }
    assertThat(fixture.upstream.requests()).noneMatch(r -> r.target().equals("/chunk"));
  }

  @Test
  @DisplayName("G42 what is forwarded has one framing, which is ours")
  void oneFraming() {
    try (RawClient client = fixture.connect("open.test")) {
      client.request(
          "POST /a HTTP/1.1\r\nHost: open.test\r\ntransfer-encoding: ChUnKeD\r\n\r\n"
              + "3;ext=1\r\nabc\r\n0\r\n\r\n");
      assertThat(fixture.upstream.lastRequest().header("transfer-encoding"))
          .containsExactly("chunked");
      assertThat(fixture.upstream.lastRequest().header("content-length")).isEmpty();
      assertThat(fixture.upstream.lastRequest().body()).isEqualTo("abc");
      client.request("POST /b HTTP/1.1\r\nHost: open.test\r\nContent-Length: 003\r\n\r\nabc");
      assertThat(fixture.upstream.lastRequest().header("content-length")).containsExactly("3");
      client.request("GET http://open.test/c?d HTTP/1.1\r\nHost: OPEN.test\r\n\r\n");
      assertThat(fixture.upstream.lastRequest().target()).isEqualTo("/c?d");
      client.request("\r\nGET /d HTTP/1.1\r\nHost: open.test\r\n\r\n");
      assertThat(fixture.upstream.lastRequest().target()).isEqualTo("/d");
    }
  }
}
