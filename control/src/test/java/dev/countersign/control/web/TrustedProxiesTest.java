package dev.countersign.control.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.TrustedProxies;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From one loopback address, which is a proxy's, and from another. */
class TrustedProxiesTest {

  private static final String PROXY = "127.0.0.2";
  private static final String STRANGER = "127.0.0.3";

  @TempDir static Path folder;

  private static RunningControl control;

  @BeforeAll
  static void start() {
    TestDatabase database = TestPostgres.shared().database();
    control =
        RunningControl.start(
            database,
            RunningControl.options(database, folder, Optional.of(RunningControl.FIRST_KEY))
                .with(TrustedProxies.of(List.of(PROXY, "10.0.0.0/8", "2001:db8:aa::/48"))));
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  /** Where the audit trail says that a change came from, which was sent with these headers. */
  private static String address(String from, String... forwarded) throws Exception {
    String name = UUID.randomUUID().toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/api/v1/roles".formatted(control.port())))
            .header("Authorization", "Bearer " + RunningControl.FIRST_KEY)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"name\": \"%s\", \"permissions\": [\"apis:view\"]}".formatted(name)));
    for (String line : forwarded) {
      request.header("X-Forwarded-For", line);
    }
    try (HttpClient client =
        HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(from)).build()) {
      HttpResponse<String> made = client.send(request.build(), BodyHandlers.ofString());
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }
    return control
        .column("SELECT address FROM audit.events WHERE thing_name = '%s'".formatted(name))
        .getFirst();
  }

  @Test
  @DisplayName("A trusted proxy is believed where a request came from")
  void believed() throws Exception {
    assertThat(address(PROXY, "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(address(PROXY, "2001:db8::7")).isEqualTo("2001:db8:0:0:0:0:0:7");
    assertThat(address(PROXY)).isEqualTo(PROXY);
  }

  @Test
  @DisplayName("The header of anybody else is ignored")
  void forged() throws Exception {
    assertThat(address(STRANGER, "203.0.113.9")).isEqualTo(STRANGER);
    assertThat(address(STRANGER, "203.0.113.9, " + PROXY)).isEqualTo(STRANGER);
  }

  @Test
  @DisplayName("What somebody wrote before a trusted proxy's own word is ignored")
  void forgedBefore() throws Exception {
    assertThat(address(PROXY, "198.51.100.1, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(address(PROXY, "198.51.100.1", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(address(PROXY, "198.51.100.1, 203.0.113.9, 10.1.2.3, 2001:db8:aa::1"))
        .as("through three proxies")
        .isEqualTo("203.0.113.9");
  }

  @Test
  @DisplayName("What is no address is nobody's: the nearest that is one counts")
  void noAddress() throws Exception {
    assertThat(address(PROXY, "<script>")).isEqualTo(PROXY);
    assertThat(address(PROXY, "203.0.113.9, example.com")).isEqualTo(PROXY);
    assertThat(address(PROXY, "unknown, 10.1.2.3")).isEqualTo("10.1.2.3");
    assertThat(address(PROXY, "203.0.113.9,")).isEqualTo(PROXY);
  }
}
