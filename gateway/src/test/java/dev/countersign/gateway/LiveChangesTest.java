package dev.countersign.gateway;

import static dev.countersign.gateway.GatewayFixture.ALICE;
import static dev.countersign.gateway.GatewayFixture.COMPANY;
import static dev.countersign.gateway.GatewayFixture.TOKEN;
import static dev.countersign.gateway.GatewayFixture.credential;
import static dev.countersign.gateway.GatewayFixture.listed;
import static dev.countersign.gateway.GatewayFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.EntityKey;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What changes while connections are open. */
class LiveChangesTest {
  private static final String BEARER = "Authorization: Bearer " + TOKEN + "\r\n";
  private static final Duration GIVEN_UP = Duration.ofMinutes(1);
  private static final Fingerprint ALICES = Fingerprint.parse(ALICE.fingerprint());
  private final GatewayFixture fixture = GatewayFixture.start();

  @BeforeEach
  void configure() {
    fixture.mutualTlsApi();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private String code(RawClient client) {
    return client.get("api.test", "/x", BEARER).code();
  }

  @Test
  @DisplayName(
      "G7 unlisted, deleted, suspended and expired are refused on a connection that is open")
  void keepAlive() {
    try (RawClient client = fixture.connect("api.test", ALICE)) {
      assertThat(code(client)).isEqualTo("200");
      fixture.feed.remove(new EntityKey.AllowListKey("mtls", ALICES));
      fixture.inForce();
      assertThat(code(client)).isEqualTo("certificate_not_allowed");
      fixture.feed.put(listed("mtls", ALICE));
      fixture.inForce();
      assertThat(code(client)).isEqualTo("200");
      fixture.feed.put(credential("cred", "mtls").status(Credential.Status.SUSPENDED).build());
      fixture.inForce();
      assertThat(code(client)).isEqualTo("token_invalid");
      fixture.feed.put(credential("cred", "mtls").build());
      fixture.inForce();
      assertThat(code(client)).isEqualTo("200");
      fixture.clock.advance(Duration.ofDays(20_000));
      assertThat(code(client)).isEqualTo("certificate_expired");
      fixture.clock.advance(Duration.ofDays(-20_000));
      assertThat(code(client)).isEqualTo("200");
      fixture.feed.remove(new EntityKey.CertificateKey(COMPANY, ALICES));
      fixture.inForce();
      assertThat(code(client)).isEqualTo("certificate_not_allowed");
    }
  }

  @Test
  @DisplayName("G7 the next stream of an open HTTP/2 connection is refused")
  void http2() {
    try (H2Client client = new H2Client(fixture.port(), "api.test", ALICE)) {
      String[] bearer = {"authorization", "Bearer " + TOKEN};
      assertThat(client.get("api.test", "/x", bearer).status()).isEqualTo(200);
      fixture.feed.remove(new EntityKey.AllowListKey("mtls", ALICES));
      fixture.inForce();
      assertThat(client.get("api.test", "/x", bearer).code()).isEqualTo("certificate_not_allowed");
      fixture.feed.put(listed("mtls", ALICE));
      fixture.inForce();
      assertThat(client.get("api.test", "/x", bearer).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("G8 a change is in force within a second of its commit: measured")
  void measured(TestReporter report) {
    double[] millis = new double[100];
    try (RawClient client = fixture.connect("api.test", ALICE)) {
      for (int i = 0; i < millis.length; i++) {
        boolean remove = i % 2 == 0;
        String expected = remove ? "certificate_not_allowed" : "200";
        long committed = System.nanoTime();
        if (remove) {
          fixture.feed.remove(new EntityKey.AllowListKey("mtls", ALICES));
        } else {
          fixture.feed.put(listed("mtls", ALICE));
        }
        while (!code(client).equals(expected)) {
          assertThat(Duration.ofNanos(System.nanoTime() - committed)).isLessThan(GIVEN_UP);
        }
        millis[i] = (System.nanoTime() - committed) / 1e6;
      }
    }
    Arrays.sort(millis);
    report.publishEntry(
        "G8 commit to first decision by it",
        "median %.1f ms, p99 %.1f ms, max %.1f ms of %d changes"
            .formatted(millis[50], millis[98], millis[99], millis.length));
    assertThat(millis[50]).as("the median, in milliseconds").isLessThan(1_000);
  }

  @Test
  @DisplayName("G12 an API that turns to mutual TLS is refused on a listener without TLS at once")
  void turnsToMutualTls() {
    fixture.feed.put(fixture.api("later", "/later").build());
    fixture.inForce();
    try (RawClient client = fixture.connectPlain()) {
      assertThat(client.get("api.test", "/later", "").status()).isEqualTo(200);
      fixture.feed.put(fixture.api("later", "/later").mutualTls().build(), stored(ALICE));
      fixture.inForce();
      assertThat(client.get("api.test", "/later", "").code()).isEqualTo("tls_required");
    }
  }
}
