package dev.countersign.control.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.ControlPlane;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTlsTest {

  @TempDir Path directory;

  @Test
  @DisplayName(
      "A5 on an address that others can reach the control port speaks TLS, with a certificate it keeps")
  void tls() throws Exception {
    var database = TestPostgres.shared().database();
    ControlOptions options = options(database);
    Certificate first;
    try (ControlPlane control = ControlPlane.start(options)) {
      first = certificate(control.controlPort());
      try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), control.controlPort())) {
        plain
            .getOutputStream()
            .write("GET /api/v1/apis HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(plain.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .doesNotContain("unauth");
      }
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("secrets/control-key.pem"))))
        .isEqualTo("rw-------");
    try (ControlPlane control = ControlPlane.start(options)) {
      assertThat(certificate(control.controlPort())).isEqualTo(first);
    }
  }

  private ControlOptions options(TestDatabase database) {
    return new ControlOptions(
        database.jdbcUrl(),
        database.user(),
        database.password(),
        "0.0.0.0",
        0,
        0,
        directory,
        Optional.of(RunningControl.FIRST_KEY),
        Optional.empty());
  }

  @Test
  @DisplayName(
      "A1 over TLS the session's cookie is for this host and TLS alone, and kept from scripts")
  void cookie() throws Exception {
    try (ControlPlane control =
            ControlPlane.start(options(TestPostgres.shared().database()), InstantSource.system());
        SSLSocket socket = connect(control.controlPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer.lines().filter(line -> line.startsWith("Set-Cookie: ")))
          .singleElement()
          .asString()
          .startsWith("Set-Cookie: __Host-countersign=")
          .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
          .doesNotContain("Domain");
    }
  }

  private static SSLSocket connect(int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anyone()}, null);
    return (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
  }

  private static Certificate certificate(int port) throws Exception {
    try (SSLSocket socket = connect(port)) {
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  /** The test looks at the certificate itself. */
  private static final class Anyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
