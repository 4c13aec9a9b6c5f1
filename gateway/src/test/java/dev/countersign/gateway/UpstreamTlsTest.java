package dev.countersign.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.countersign.testkit.certificate.CertificateMaker;
import dev.countersign.testkit.certificate.TestCertificate;
import dev.countersign.testkit.http.Fault;
import dev.countersign.testkit.http.FaultyUpstream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An upstream with TLS proves who it is before it gets a byte of the request. */
class UpstreamTlsTest {
  private static final TestCertificate CA = TestCertificate.ca("upstream-ca");
  private static final char[] PASSWORD = "in memory".toCharArray();
  private static final String SECRET = "only-for-the-upstream";

  @TempDir static Path folder;
  private final GatewayFixture fixture =
      GatewayFixture.start(options -> options.withUpstreamAuthorities(authorities()));

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  @DisplayName(
      "a certificate of a configured CA for the upstream's address or name is forwarded to")
  void trusted() {
    try (FaultyUpstream upstream = upstream(CA.issueServer("127.0.0.1", "localhost"))) {
      publish("/address", upstream.url());
      publish("/name", "https://localhost:" + upstream.port());
      try (RawClient client = fixture.connect("open.test")) {
        for (String path : new String[] {"/address/1", "/address/2", "/name/1", "/name/2"}) {
          assertThat(client.get("open.test", path, "").status()).as(path).isEqualTo(200);
          assertThat(upstream.lastRequest().target()).isEqualTo(path);
        }
      }
      assertThat(upstream.connections()).as("one for each address, pooled").isEqualTo(2);
    }
  }

  @Test
  @DisplayName("a chain with an intermediate under a configured CA is trusted")
  void chain() {
    TestCertificate leaf = CA.issueCa("intermediate").issueServer("127.0.0.1");
    try (FaultyUpstream upstream = upstream(leaf)) {
      publish("/", upstream.url());
      assertThat(call().status()).isEqualTo(200);
    }
  }

  static Stream<Arguments> untrusted() {
    return Stream.of(
        Arguments.of(
            "an unknown CA",
            TestCertificate.ca("stranger").issueServer("127.0.0.1"),
            "its certificate comes from no authority that is trusted here"),
        Arguments.of(
            "itself",
            TestCertificate.selfSigned("127.0.0.1", maker -> maker.ipAddresses("127.0.0.1")),
            "its certificate comes from no authority that is trusted here"),
        Arguments.of(
            "a configured CA, but it has ended",
            CA.issueServer("127.0.0.1", CertificateMaker::expired),
            "its certificate has expired"),
        Arguments.of(
            "a configured CA, but it begins later",
            CA.issueServer("127.0.0.1", CertificateMaker::notYetValid),
            "its certificate is not yet valid"),
        Arguments.of(
            "a configured CA, but for another address",
            CA.issueServer("127.0.0.2"),
            "its certificate is not for 127.0.0.1"),
        Arguments.of(
            "a configured CA, but for a name",
            CA.issueServer("other.test"),
            "its certificate is not for 127.0.0.1"));
  }

  @ParameterizedTest(name = "of {0}")
  @MethodSource
  @DisplayName("any other certificate: 502 upstream_unreachable, nothing is sent, the log says why")
  void untrusted(String whose, TestCertificate certificate, String reason) {
    try (FaultyUpstream upstream = upstream(certificate)) {
      publish("/", upstream.url());
      refused(upstream, reason);
    }
  }

  @Test
  @DisplayName("another host name than the certificate's: 502 upstream_unreachable likewise")
  void otherName() {
    try (FaultyUpstream upstream = upstream(CA.issueServer("other.test", "127.0.0.1"))) {
      publish("/", "https://localhost:" + upstream.port());
      refused(upstream, "its certificate is not for localhost");
    }
  }

  @Test
  @DisplayName("an upstream without TLS where the address says https: 502 likewise")
  void noTls() {
    try (FaultyUpstream upstream = FaultyUpstream.start().always(Fault.ANSWER_BEFORE_REQUEST)) {
      publish("/", "https://127.0.0.1:" + upstream.port());
      try (LogLines lines = new LogLines("dev.countersign.gateway.refusals", Level.INFO)) {
        assertThat(call().code()).isEqualTo("upstream_unreachable");
        assertThat(lines.all).singleElement().asString().contains("it does not speak TLS");
      }
    }
  }

  @Test
  @DisplayName("one silent in the handshake: 504 at the API's timeout, and nothing in the clear")
  void silent() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "https://127.0.0.1:" + listener.getLocalPort();
      fixture.feed.put(fixture.api("silent", "/").url(url).timeout(Duration.ofMillis(400)).build());
      fixture.inForce();
      assertThat(call().code()).isEqualTo("upstream_timeout");
      // Read afterwards, and by no HTTP server: to one a ClientHello can look like a whole request.
      try (Socket socket = listener.accept()) {
        InputStream in = socket.getInputStream();
        assertThat(new String(in.readNBytes(in.available()), ISO_8859_1))
            .isNotEmpty()
            .doesNotContain(SECRET);
      }
    }
  }

  @Test
  @DisplayName("without configured CAs the system's are trusted, and no private one")
  void systemTrust() {
    try (GatewayFixture other = GatewayFixture.start();
        FaultyUpstream upstream = upstream(CA.issueServer("127.0.0.1"))) {
      other.feed.put(other.api("tls", "/").url(upstream.url()).build());
      other.inForce();
      assertThat(other.get("open.test", "/", "").code()).isEqualTo("upstream_unreachable");
      assertThat(upstream.requests()).isEmpty();
    }
  }

  private void refused(FaultyUpstream upstream, String reason) {
    try (LogLines lines = new LogLines("dev.countersign.gateway.refusals", Level.INFO)) {
      RawAnswer answer = call();
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.code()).isEqualTo("upstream_unreachable");
      assertThat(lines.all)
          .singleElement()
          .asString()
          .contains("code=\"upstream_unreachable\"", reason);
      assertThat(answer.body()).doesNotContain("certificate");
    }
    assertThat(upstream.connections()).isPositive();
    assertThat(upstream.received(1)).isEmpty();
    assertThat(upstream.requests()).isEmpty();
  }

  private RawAnswer call() {
    try (RawClient client = fixture.connect("open.test")) {
      return client.request(
          "POST /" + SECRET + " HTTP/1.1\r\nHost: open.test\r\nContent-Length: 6\r\n\r\nsecret");
    }
  }

  private void publish(String path, String url) {
    fixture.feed.put(fixture.api("at" + path.replace('/', '-'), path).url(url).build());
    fixture.inForce();
  }

  private static Path authorities() {
    try {
      return Files.writeString(folder.resolve("authorities.pem"), CA.pem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FaultyUpstream upstream(TestCertificate certificate) {
    try {
      KeyStore store = certificate.keyStore(PASSWORD);
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      SSLServerSocketFactory factory = context.getServerSocketFactory();
      return FaultyUpstream.startTls(factory);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
