package dev.countersign.gateway;

import static dev.countersign.gateway.GatewayFixture.ALICE;
import static dev.countersign.gateway.GatewayFixture.BOB;
import static dev.countersign.gateway.GatewayFixture.CLIENT_CA;
import static dev.countersign.gateway.GatewayFixture.listed;
import static dev.countersign.gateway.GatewayFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.EntityKey;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Server names, hosts, resumed sessions, and what a handshake may bring along. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostsTest {
  private GatewayFixture fixture;

  @BeforeAll
  void start() {
    fixture = GatewayFixture.start();
    fixture.feed.put(
        stored(ALICE),
        stored(BOB),
        fixture.api("open", "/").hosts("open.test").build(),
        fixture.api("mtls", "/").hosts("mtls.test").mutualTls().build(),
        fixture.api("other", "/").hosts("other.test").mutualTls().build(),
        listed("mtls", ALICE),
        listed("other", BOB));
    fixture.inForce();
  }

  @AfterAll
  void stop() {
    fixture.close();
  }

  @ParameterizedTest(name = "SNI {0}, Host {1}: {2}")
  @CsvSource({
    "open.test, open.test, 200",
    "open.test, mtls.test, misdirected_request",
    "mtls.test, open.test, misdirected_request",
    "mtls.test, mtls.test, 200",
    "mtls.test, MTLS.test:443, 200",
    "mtls.test, other.test, certificate_not_allowed",
    "other.test, mtls.test, 200",
  })
  @DisplayName("G9 every pair of SNI and Host, over HTTP/1.1 and HTTP/2")
  void pairs(String serverName, String host, String expected) {
    assertThat(request(serverName, host).code()).isEqualTo(expected);
    try (H2Client client = new H2Client(fixture.port(), serverName, ALICE)) {
      assertThat(client.get(host, "/x").code()).isEqualTo(expected);
    }
  }

  private RawAnswer request(String serverName, String host) {
    try (RawClient client = fixture.connect(serverName, ALICE)) {
      return client.get(host, "/x", "");
    }
  }

  @Test
  @DisplayName("G10 a certificate is asked for where some API needs one, and no CAs are named")
  void asks() throws Exception {
    OpensslClient open = new OpensslClient(fixture.port(), "open.test", "-msg").run("/x");
    assertThat(open.output()).doesNotContain("CertificateRequest").contains("200 OK");
    OpensslClient mtls = new OpensslClient(fixture.port(), "mtls.test", "-msg").run("/x");
    assertThat(mtls.output())
        .contains("CertificateRequest", "No client certificate CA names sent")
        .contains("certificate_required");
  }

  @Test
  @DisplayName("G10 a certificate sent where none is asked for plays no part")
  void notAsked() {
    assertThat(fixture.get("open.test", "/x", "", ALICE).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  @DisplayName(
      "G7 G9 a resumed session is decided on its certificate, at every request, for its host")
  void resumed(String version) throws Exception {
    OpensslClient first =
        new OpensslClient(fixture.port(), "mtls.test", version).present(ALICE).keepSession();
    assertThat(first.run("/x").output()).contains("200 OK");
    assertThat(first.resume("mtls.test").run("/x").output()).contains("Reused, TLSv1", "200 OK");
    String other = first.resume("other.test").run("/x").output();
    assertThat(other).contains("certificate_").doesNotContain("200 OK");
    String open = first.resume("open.test").run("/x").output();
    assertThat(open).contains("New, TLSv1", "200 OK");
    fixture.feed.remove(new EntityKey.AllowListKey("mtls", Fingerprint.parse(ALICE.fingerprint())));
    fixture.inForce();
    try {
      assertThat(first.resume("mtls.test").run("/x").output())
          .contains("Reused, TLSv1", "certificate_not_allowed");
    } finally {
      fixture.feed.put(listed("mtls", ALICE));
      fixture.inForce();
    }
  }

  @Test
  @DisplayName(
      "G17 sixteen certificates are read, more are refused; a chain of 100 costs a bounded answer")
  void chains() {
    assertThat(withChainOf(16).code()).isEqualTo("200");
    assertThat(withChainOf(17).code()).isEqualTo("certificate_not_allowed");
    try {
      assertThat(withChainOf(100).code()).isEqualTo("certificate_not_allowed");
    } catch (java.io.UncheckedIOException cutInTheHandshake) {
      assertThat(cutInTheHandshake).isNotNull();
    }
    assertThat(request("mtls.test", "mtls.test").status()).isEqualTo(200);
  }

  private RawAnswer withChainOf(int length) {
    List<TestCertificate> chain = new ArrayList<>(List.of(ALICE));
    while (chain.size() < length) {
      chain.add(CLIENT_CA);
    }
    return fixture.get("mtls.test", "/x", "", chain.toArray(TestCertificate[]::new));
  }
}
