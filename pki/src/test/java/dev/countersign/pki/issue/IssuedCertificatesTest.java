package dev.countersign.pki.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.trust.IssuerPool;
import dev.countersign.pki.trust.LeafUsage;
import dev.countersign.pki.trust.PathFinder;
import dev.countersign.pki.trust.PathVerdict;
import dev.countersign.pki.trust.PresentedChain;
import dev.countersign.testkit.certificate.KeyKind;
import dev.countersign.testkit.certificate.TestCertificate;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IssuedCertificatesTest {
  private final Instant now = Instant.parse("2026-07-22T10:00:00Z");
  private final InstantSource clock = InstantSource.fixed(now);
  private final CertificateAuthority authority =
      CertificateAuthority.create("Feed CA", clock, Duration.ofDays(365));

  private PathVerdict judge(Certificate leaf) throws Exception {
    return new PathFinder()
        .find(
            PresentedChain.of(List.of(leaf.der())),
            IssuerPool.of(List.of(authority.certificate())),
            authority.certificate().fingerprint()::equals,
            _ -> false,
            LeafUsage.STRICT,
            now);
  }

  @Test
  @DisplayName("a client certificate by our own CA is trusted under it")
  void client() throws Exception {
    KeyPair key = SigningRequest.newKey();
    String pem = SigningRequest.create(key, "ignored").toPem();
    Certificate client =
        authority.issueClient(SigningRequest.parse(pem), "gateway-1", Duration.ofDays(30));
    assertThat(judge(client)).isInstanceOf(PathVerdict.Trusted.class);
    assertThat(client.subject()).isEqualTo("CN=gateway-1");
    assertThat(client.notAfter()).isEqualTo(now.plus(Duration.ofDays(30)));
    assertThat(HeldCertificate.of(client, List.of(), key.getPrivate()).certificate())
        .isEqualTo(client);
  }

  @Test
  @DisplayName("a server certificate has its names and is no client's")
  void server() throws Exception {
    HeldCertificate server =
        authority.issueServer(List.of("localhost", "127.0.0.1", "::1"), Duration.ofDays(90));
    assertThat(server.certificate().subjectAlternativeNames())
        .containsExactly("DNS:localhost", "IP:127.0.0.1", "IP:0:0:0:0:0:0:0:1");
    assertThat(judge(server.certificate())).isInstanceOf(PathVerdict.NotTrusted.class);
    assertThat(server.x509Chain()).hasSize(2);
  }

  @Test
  @DisplayName("nothing issued outlives its CA")
  void withinLifetime() {
    HeldCertificate server = authority.issueServer(List.of("localhost"), Duration.ofDays(3650));
    assertThat(server.certificate().notAfter()).isEqualTo(authority.certificate().notAfter());
  }

  @Test
  @DisplayName("a CA that was written as PEM is restored and issues on")
  void restore() throws Exception {
    HeldCertificate held = authority.held();
    CertificateAuthority restored =
        CertificateAuthority.restore(
            HeldCertificate.readPem(held.certificatePem(), held.privateKeyPem()), clock);
    assertThat(judge(restored.issueClient(request(), "g", Duration.ofDays(1))))
        .isInstanceOf(PathVerdict.Trusted.class);
  }

  @Test
  @DisplayName("a leaf is not restored as a CA")
  void restoreLeaf() {
    HeldCertificate leaf = authority.issueServer(List.of("localhost"), Duration.ofDays(1));
    assertThatThrownBy(() -> CertificateAuthority.restore(leaf, clock))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = KeyKind.class,
      names = {"RSA_2048", "P256", "P384", "ED25519"})
  @DisplayName("a key that belongs to another certificate is refused, whatever its kind")
  void otherKey(KeyKind kind) throws Exception {
    TestCertificate made = TestCertificate.selfSigned("c", maker -> maker.key(kind));
    assertThat(HeldCertificate.readPem(made.pem(), made.privateKeyPem()).certificate().der())
        .isEqualTo(made.der());
    for (KeyKind other : new KeyKind[] {kind, KeyKind.P384, KeyKind.RSA_2048}) {
      TestCertificate stranger = TestCertificate.selfSigned("d", maker -> maker.key(other));
      assertThatThrownBy(() -> HeldCertificate.readPem(made.pem(), stranger.privateKeyPem()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not belong");
    }
  }

  @Test
  @DisplayName("no text of a held certificate or a CA shows the private key")
  void noKeyInText() {
    String key = Base64.getEncoder().encodeToString(authority.held().privateKey().getEncoded());
    assertThat(authority.toString() + authority.held())
        .doesNotContain("PRIVATE")
        .doesNotContain(key.substring(40, 80));
    assertThatThrownBy(
            () -> HeldCertificate.readPem(authority.certificate().toPem(), "garbage " + key))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain(key.substring(40, 80));
  }

  @Test
  @DisplayName("a signing request that its own key did not sign is refused")
  void proofOfPossession() {
    String pem = request().toPem();
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
    der[der.length - 1] ^= 1;
    String forged =
        "-----BEGIN CERTIFICATE REQUEST-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END CERTIFICATE REQUEST-----\n";
    assertThatThrownBy(() -> SigningRequest.parse(forged))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SigningRequest.parse("hello"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SigningRequest.parse(pem + " ".repeat(20_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SigningRequest request() {
    return SigningRequest.create(SigningRequest.newKey(), "g");
  }
}
