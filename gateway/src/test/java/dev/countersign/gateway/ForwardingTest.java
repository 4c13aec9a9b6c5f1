package dev.countersign.gateway;

import static dev.countersign.gateway.GatewayFixture.ALICE;
import static dev.countersign.gateway.GatewayFixture.CLIENT_CA;
import static dev.countersign.gateway.GatewayFixture.listed;
import static dev.countersign.gateway.GatewayFixture.stored;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testkit.http.Fault;
import dev.countersign.testkit.http.ReceivedRequest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the upstream is told, and what the client gets back. */
class ForwardingTest {
  private GatewayFixture fixture = GatewayFixture.start();

  @BeforeEach
  void configure() {
    configure(fixture);
  }

  private static void configure(GatewayFixture fixture) {
    fixture.feed.put(
        stored(ALICE),
        fixture.api("open", "/open").strip().build(),
        fixture.api("mtls", "/mtls").mutualTls().forwardCertificate().build(),
        fixture.api("tells", "/tells").forwardCertificate().build(),
        listed("mtls", ALICE));
    fixture.inForce();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Client-Cert",
        "client-cert",
        "Client_Cert",
        "Client-Cert-Chain",
        "Client_Cert-Chain",
        "X-Forwarded-Client-Cert",
        "X_Forwarded_Client_Cert",
        "X-SSL-Cert",
        "X-SSL-Client-Verify",
        "x_ssl_client_cert",
        "X-Ssl-Anything",
        "SSL-Client-Cert",
        "X-Client-Cert",
        "Client.Cert",
        "X-Real-IP",
        "Forwarded",
        "X-Forwarded-Port",
        "X_Forwarded_For",
        "Content_Length",
        "Transfer_Encoding"
      })
  @DisplayName("G40 G42 a header that claims a certificate or a caller is removed, however spelt")
  void lies(String name) {
    fixture.get("api.test", "/open/a", name + ": lie\r\n");
    ReceivedRequest got = fixture.upstream.lastRequest();
    assertThat(got.headers()).noneMatch(h -> h.value().equals("lie"));
    fixture.get("api.test", "/mtls/a", name + ": lie\r\n", ALICE);
    assertThat(fixture.upstream.lastRequest().headers()).noneMatch(h -> h.value().equals("lie"));
  }

  @Test
  @DisplayName(
      "G40 Client-Cert and Client-Cert-Chain are set from the connection where an API says so")
  void clientCertificate() {
    fixture.get("api.test", "/mtls/a", "Client-Cert: :bGll:\r\n", ALICE, CLIENT_CA);
    ReceivedRequest got = fixture.upstream.lastRequest();
    assertThat(got.header("client-cert")).containsExactly(binary(ALICE.der()));
    assertThat(got.header("client-cert-chain")).containsExactly(binary(CLIENT_CA.der()));
    fixture.get("api.test", "/tells/a", "", ALICE);
    assertThat(fixture.upstream.lastRequest().header("client-cert")).isEmpty();
  }

  private static String binary(byte[] der) {
    return ":" + Base64.getEncoder().encodeToString(der) + ":";
  }

  @Test
  @DisplayName("G42 hop-by-hop headers and those that Connection names are removed, both ways")
  void hopByHop() {
    fixture.get(
        "api.test",
        "/open/a",
        "Connection: keep-alive, X-Private\r\nX-Private: 1\r\nKeep-Alive: 5\r\nTE: trailers\r\n"
            + "Upgrade: h2c\r\nHTTP2-Settings: x\r\nProxy-Authorization: y\r\nX-Public: 2\r\n");
    ReceivedRequest got = fixture.upstream.lastRequest();
    for (String name :
        List.of(
            "connection",
            "x-private",
            "keep-alive",
            "te",
            "upgrade",
            "http2-settings",
            "proxy-authorization")) {
      assertThat(got.header(name)).as(name).isEmpty();
    }
    assertThat(got.header("x-public")).containsExactly("2");
  }

  @Test
  @DisplayName(
      "G42 the upstream learns who called from us, and of a trusted peer from the peer too")
  void caller() {
    fixture.get("api.test", "/open/a", "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: ftp\r\n");
    ReceivedRequest got = fixture.upstream.lastRequest();
    assertThat(got.header("x-forwarded-for")).containsExactly("127.0.0.1");
    assertThat(got.header("x-forwarded-proto")).containsExactly("https");
    assertThat(got.header("x-forwarded-host")).containsExactly("api.test");
    assertThat(got.header("host")).containsExactly("127.0.0.1:" + fixture.upstream.port());
    try (GatewayFixture trusting =
        GatewayFixture.start(options -> options.withTrustedPeers(List.of("127.0.0.0/8")))) {
      configure(trusting);
      trusting.get("api.test", "/open/a", "X-Forwarded-For: 1.2.3.4\r\nForwarded: for=1.2.3.4\r\n");
      ReceivedRequest kept = trusting.upstream.lastRequest();
      assertThat(kept.header("x-forwarded-for")).containsExactly("1.2.3.4, 127.0.0.1");
      assertThat(kept.header("forwarded")).containsExactly("for=1.2.3.4");
    }
  }

  @Test
  @DisplayName("G15 what was matched is what is forwarded")
  void path() {
    fixture.get("api.test", "/open/a%2Db/./c?q=%2f", "");
    assertThat(fixture.upstream.lastRequest().target()).isEqualTo("/a-b/c?q=%2f");
    for (String bad : List.of("/open/..%2fmtls", "/open/%2e%2e/mtls", "/open/a\\b", "/open/%00")) {
      assertThat(fixture.get("api.test", bad, "").status()).as(bad).isEqualTo(400);
    }
  }

  @Test
  @DisplayName("Expect: 100-continue is the upstream's to answer, and its 100 is passed on")
  void expectContinue() {
    fixture.upstream.next(Fault.CONTINUE_FIRST);
    try (RawClient client = fixture.connect("api.test")) {
      client.send(
          "POST /open/a HTTP/1.1\r\nHost: api.test\r\nExpect: 100-continue\r\n"
              + "Content-Length: 5\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(100);
      client.send("hello");
      assertThat(client.answer().body()).contains("\"body\":\"hello\"");
    }
  }

  @Test
  @DisplayName("a refused request that waits for a go-ahead is told so, and its connection ends")
  void expectRefused() {
    try (RawClient client = fixture.connect("api.test")) {
      client.send(
          "POST /nowhere HTTP/1.1\r\nHost: api.test\r\nExpect: 100-continue\r\n"
              + "Content-Length: 5\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(404);
      assertThat(client.drain()).isEqualTo("end");
    }
  }

  @Test
  @DisplayName(
      "HEAD, 204 and 304 have no body, a HEAD keeps its length, and the connection goes on")
  void bodyless() throws Exception {
    try (ScriptedUpstream upstream =
            new ScriptedUpstream(
                "HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\nETag: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        RawClient client = fixture.connect("api.test")) {
      fixture.feed.put(fixture.api("scripted", "/s").url(upstream.url()).build());
      fixture.inForce();
      RawAnswer head = client.request("HEAD /s HTTP/1.1\r\nHost: api.test\r\n\r\n");
      assertThat(head.header("content-length")).isEqualTo("1234");
      RawAnswer none = client.get("api.test", "/s", "");
      assertThat(none.status()).isEqualTo(204);
      assertThat(none.has("content-length")).isFalse();
      assertThat(none.has("transfer-encoding")).isFalse();
      RawAnswer same = client.get("api.test", "/s", "");
      assertThat(same.status()).isEqualTo(304);
      assertThat(same.has("transfer-encoding")).isFalse();
      assertThat(client.get("api.test", "/s", "").status()).isEqualTo(200);
      assertThat(upstream.connections()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("chunks and trailers, a body to the end of the connection, and HTTP/1.0 clients")
  void framings() throws Exception {
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
            + "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 5\r\n\r\n";
    try (ScriptedUpstream upstream =
            new ScriptedUpstream(chunked, "HTTP/1.0 200 OK\r\n\r\nto the end!", chunked);
        RawClient client = fixture.connect("api.test")) {
      fixture.feed.put(fixture.api("scripted", "/s").url(upstream.url()).build());
      fixture.inForce();
      RawAnswer answer = client.get("api.test", "/s", "");
      assertThat(answer.body()).isEqualTo("abcde");
      assertThat(answer.headers()).contains("trailer-X-Sum: 5");
      RawAnswer toEnd = client.get("api.test", "/s", "");
      assertThat(toEnd.body()).isEqualTo("to the end!");
      assertThat(toEnd.header("transfer-encoding")).isEqualTo("chunked");
      RawAnswer old = client.request("GET /s HTTP/1.0\r\nHost: api.test\r\n\r\n");
      assertThat(old.body()).isEqualTo("abcde");
      assertThat(old.header("connection")).isEqualTo("close");
      assertThat(client.next()).isEqualTo("end");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0 200 OK", "HTTP/1.1 200 OK\r\nConnection: close"})
  @DisplayName("a body that ends with the upstream's connection ends for the client, too")
  void toTheEndOfTheConnection(String head) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RawClient client = fixture.connect("api.test")) {
      fixture.feed.put(
          fixture.api("old", "/old").url("http://127.0.0.1:" + listener.getLocalPort()).build());
      fixture.inForce();
      client.send("GET /old HTTP/1.1\r\nHost: api.test\r\n\r\n");
      try (Socket upstream = listener.accept()) {
        upstream.getInputStream().readNBytes(10);
        upstream.getOutputStream().write((head + "\r\n\r\nto the").getBytes(ISO_8859_1));
        while (!client.line().isEmpty()) {
          // the answer's head
        }
        assertThat(List.of(client.line(), client.line())).containsExactly("6", "to the");
      }
      assertThat(List.of(client.line(), client.line())).containsExactly("0", "");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0 200 OK", "HTTP/1.1 200 OK\r\nConnection: close"})
  @DisplayName("a body and the end of the upstream's connection may arrive at once")
  void atOnceToTheEndOfTheConnection(String head) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RawClient client = fixture.connect("api.test")) {
      fixture.feed.put(
          fixture.api("old", "/old").url("http://127.0.0.1:" + listener.getLocalPort()).build());
      fixture.inForce();
      client.send("GET /old HTTP/1.1\r\nHost: api.test\r\n\r\n");
      try (Socket upstream = listener.accept()) {
        byte[] buffer = new byte[4096];
        assertThat(upstream.getInputStream().read(buffer)).isPositive();
        upstream.getOutputStream().write((head + "\r\n\r\nto the end!").getBytes(ISO_8859_1));
      }
      assertThat(client.answer().body()).isEqualTo("to the end!");
    }
  }

  @Test
  @DisplayName("pipelined requests are answered in their order")
  void pipelined() {
    try (RawClient client = fixture.connect("api.test")) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        requests.append("GET /open/" + i + " HTTP/1.1\r\nHost: api.test\r\n\r\n");
      }
      client.send(requests.toString());
      for (int i = 0; i < 200; i++) {
        assertThat(client.answer().body()).contains("\"target\":\"/" + i + "\"");
      }
    }
  }
}
