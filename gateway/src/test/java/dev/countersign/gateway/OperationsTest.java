package dev.countersign.gateway;

import static dev.countersign.gateway.GatewayFixture.ALICE;
import static dev.countersign.gateway.GatewayFixture.BOB;
import static dev.countersign.gateway.GatewayFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the operator sees. */
class OperationsTest {
  private final GatewayFixture fixture = GatewayFixture.start().mutualTlsApi();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  @DisplayName("metrics count requests by API and status, refusals by code and cause, handshakes")
  void metrics() {
    String bearer = "Authorization: Bearer " + TOKEN + "\r\n";
    fixture.get("api.test", "/x", bearer, ALICE);
    fixture.get("api.test", "/x", bearer, ALICE);
    fixture.get("api.test", "/x", bearer, BOB);
    await()
        .until(() ->
            Metrics.read(fixture.gateway, "countersign_requests_total{api=\"mtls\",status=\"200\"}")
                .equals("2.0"));
    String all = Metrics.get(fixture.gateway, "/metrics").body();
    assertThat(all)
        .contains(
            "countersign_refusals_total{api=\"mtls\",cause=\"unknown\",code=\"certificate_not_allowed\"} 1.0")
        .contains("countersign_tls_handshakes_seconds_count{result=\"success\"} 3")
        .contains("countersign_configuration_revision 1.0")
        .contains("countersign_feed_connected 1.0")
        .contains("countersign_feed_lag_seconds")
        .contains("countersign_connections ");
  }

  @Test
  @DisplayName("readiness tells revision and feed; there is nothing else on the port")
  void health() {
    assertThat(Metrics.get(fixture.gateway, "/health/live").statusCode()).isEqualTo(200);
    assertThat(Metrics.get(fixture.gateway, "/health/ready").body())
        .contains("\"status\":\"ready\"", "\"revision\":1", "\"feed\":\"connected\"");
    assertThat(Metrics.get(fixture.gateway, "/anything").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "A4 metrics tell when the server certificate ends, and nothing of a feed without one")
  void certificates() {
    String left = "countersign_certificate_left_seconds{certificate=\"server\"}";
    long expected =
        Duration.between(
                fixture.clock.instant(), GatewayFixture.SERVER.x509().getNotAfter().toInstant())
            .toSeconds();
    assertThat(Double.parseDouble(Metrics.read(fixture.gateway, left)))
        .isEqualTo((double) expected);
    fixture.clock.advance(Duration.ofSeconds(expected + 60));
    assertThat(Double.parseDouble(Metrics.read(fixture.gateway, left))).isBetween(-61.0, -59.0);
    assertThat(Metrics.get(fixture.gateway, "/metrics").body())
        .doesNotContain("certificate=\"feed\"", "countersign_feed_refused");
  }

  @Test
  @DisplayName("G21 each refusal is one log line under the answer's id, and no token is in any")
  void log() {
    try (LogLines lines = new LogLines("dev.countersign", Level.TRACE)) {
      RawAnswer refused =
          fixture.get(
              "api.test", "/x?key=" + TOKEN, "Authorization: Bearer " + TOKEN + "\r\n", BOB);
      String id = refused.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
      assertThat(lines.all)
          .anyMatch(line ->
              line.contains("id=\"" + id + "\"")
                  && line.contains("code=\"certificate_not_allowed\"")
                  && line.contains("cause=\"unknown\""));
      fixture.get("api.test", "/x", "Authorization: Bearer wrong" + TOKEN + "\r\n", ALICE);
      fixture.get("api.test", "/x", "Authorization: Basic " + TOKEN + "\r\n", ALICE);
      fixture.get("api.test", "/x\u0000", "Authorization: Bearer " + TOKEN + "\r\n", ALICE);
      assertThat(lines.all).noneMatch(line -> line.contains(TOKEN));
    }
  }

  @Test
  @DisplayName("a refusal's line keeps letters of every language, and none that breaks or turns it")
  void letters() {
    fixture.feed.put(
        fixture.api("orders", "/orders").named("Größe 注文\n\u001b\u202eX").token().build());
    fixture.inForce();
    try (LogLines lines = new LogLines("dev.countersign.gateway.refusals", Level.INFO)) {
      fixture.get("api.test", "/orders/1", "", ALICE);
      assertThat(lines.all).singleElement().asString().contains("the API “Größe 注文???X”");
    }
  }

  @Test
  @DisplayName("refusals are logged up to a bound a second, and counted always")
  void bounded() {
    try (LogLines lines = new LogLines("dev.countersign.gateway.refusals", Level.INFO);
        RawClient client = fixture.connect("api.test", BOB)) {
      long start = System.nanoTime();
      for (int i = 0; i < 1_000; i++) {
        client.get("api.test", "/x", "");
      }
      // Fifty, and one that tells how many were left out, for each second that was begun.
      long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 2;
      assertThat(lines.all).hasSizeLessThanOrEqualTo((int) (51 * seconds));
      assertThat(Metrics.read(fixture.gateway, "countersign_refusals_total")).isEqualTo("1000.0");
    }
  }
}
