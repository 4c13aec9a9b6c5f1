package dev.countersign.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.e2e.harness.ClientIdentity;
import dev.countersign.e2e.harness.Installation;
import dev.countersign.e2e.harness.SampleUpstream;
import dev.countersign.e2e.harness.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** curl and openssl, which know nothing of us, at the gateway's door. */
@DisplayName("To curl and openssl")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignClientsTest {

  @TempDir static Path directory;
  private SampleUpstream upstream;
  private Installation installation;
  private Shell shell;
  private String certificate;
  private String api;

  @BeforeAll
  void publish() throws Exception {
    upstream = new SampleUpstream();
    installation = Installation.start(directory);
    ClientIdentity listed = ClientIdentity.selfSigned(directory.resolve("clients"), "listed");
    ClientIdentity.selfSigned(directory.resolve("clients"), "stranger");
    certificate = installation.management().storeCertificate(listed.pem());
    api =
        installation
            .management()
            .publishApi("Orders", "/orders", upstream.uri(), List.of(certificate));
    String token = installation.management().issueToken("orders", api);
    Files.writeString(
        directory.resolve("clients/token.header"), "Authorization: Bearer " + token + "\n");
    shell =
        new Shell(
            directory.resolve("clients"),
            Map.of(
                "CA", installation.gatewayCertificate().toString(),
                "URL", installation.gatewayUri("/orders/7").toString(),
                "PORT", Integer.toString(installation.gatewayUri("/").getPort())));
    installation.awaitGatewayHasAll();
  }

  @AfterAll
  void stop() throws Exception {
    installation.close();
    upstream.close();
  }

  @Test
  @DisplayName("G2 G43 a listed certificate and its token are let in over HTTP/1.1 and HTTP/2")
  void bothProtocols() throws Exception {
    for (String protocol : List.of("--http1.1", "--http2")) {
      assertThat(
              curl(
                  protocol
                      + " --cert listed.pem --key listed.key -H @token.header -w '%{http_version} %{http_code}'"))
          .isEqualTo("hello\n" + (protocol.equals("--http2") ? "2" : "1.1") + " 200");
    }
  }

  @Test
  @DisplayName("G5 the refusals come as problem+json over both protocols")
  void refusals() throws Exception {
    for (String protocol : List.of("--http1.1", "--http2")) {
      assertThat(curl(protocol + " -H @token.header -w ' %{http_code} %{content_type}'"))
          .contains("\"code\":\"certificate_required\"")
          .endsWith(" 403 application/problem+json");
      assertThat(curl(protocol + " --cert stranger.pem --key stranger.key -H @token.header"))
          .contains("\"code\":\"certificate_not_allowed\"");
      assertThat(curl(protocol + " --cert listed.pem --key listed.key -D -"))
          .contains("\"code\":\"token_missing\"")
          .containsIgnoringCase("www-authenticate: Bearer");
    }
  }

  @Test
  @DisplayName(
      "G7 a resumed session of openssl is decided by its own certificate, and by the list of now")
  void resumedSession() throws Exception {
    String request =
        """
        request() { (printf 'GET /orders/7 HTTP/1.1\\r\\nHost: localhost:%s\\r\\nConnection: close\\r\\n' "$PORT"
          tr -d '\\n' < token.header; printf '\\r\\n\\r\\n'; sleep 1) |
          openssl s_client -quiet -no_ign_eof -connect "localhost:$PORT" -servername localhost \
            -CAfile "$CA" -cert listed.pem -key listed.key "$@" 2>/dev/null || true; }
        """;
    Shell.Outcome first =
        shell.run(request + "rm -f session; request -sess_out session | head -1; test -s session");
    assertThat(first.output()).startsWith("HTTP/1.1 200");
    assertThat(first.exitStatus()).as("a session was saved").isZero();

    assertThat(shell.run(request + "request -sess_in session | head -1").output())
        .startsWith("HTTP/1.1 200");
    installation.management().send("DELETE", "/apis/" + api + "/allow-list/" + certificate, null);
    installation.awaitGatewayHasAll();
    try {
      assertThat(shell.run(request + "request -sess_in session").output())
          .startsWith("HTTP/1.1 403")
          .contains("certificate_not_allowed");
    } finally {
      installation.management().send("PUT", "/apis/" + api + "/allow-list/" + certificate, null);
      installation.awaitGatewayHasAll();
    }
  }

  @Test
  @DisplayName("Garbage, half a handshake and plain HTTP on the TLS port leave the gateway serving")
  void garbage() throws Exception {
    shell.run(
        """
        head -c 1000000 /dev/urandom | timeout 5 curl -s telnet://localhost:$PORT >/dev/null || true
        printf '\\026\\003\\001\\002\\000' | timeout 2 curl -s telnet://localhost:$PORT >/dev/null || true
        curl -s -m 5 "http://localhost:$PORT/orders" >/dev/null || true
        """);

    assertThat(curl("--cert listed.pem --key listed.key -H @token.header")).isEqualTo("hello\n");
  }

  private String curl(String arguments) throws Exception {
    return shell.run("curl -s --cacert \"$CA\" \"$URL\" " + arguments).output();
  }
}
