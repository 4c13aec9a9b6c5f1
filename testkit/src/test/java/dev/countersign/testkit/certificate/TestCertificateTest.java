package dev.countersign.testkit.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SignatureException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestCertificateTest {
  private final TestCertificate root = TestCertificate.ca("Root");
  private final TestCertificate issuing = root.issueCa("Issuing", ca -> ca.pathLength(0));

  @ParameterizedTest(name = "{0}")
  @EnumSource(KeyKind.class)
  @DisplayName("every kind of key makes a certificate that its issuer signed")
  void keys(KeyKind kind) {
    TestCertificate ca = TestCertificate.ca("A", maker -> maker.key(kind));
    TestCertificate client = ca.issueClient("c", maker -> maker.key(kind));
    assertThatCode(() -> client.x509().verify(ca.x509().getPublicKey())).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("what was asked for is in the certificate")
  void parts() throws Exception {
    TestCertificate client =
        issuing.issueClient("c", leaf -> leaf.dnsNames("a.example.com").serverAuth());
    assertThat(client.x509().getSubjectAlternativeNames().toString()).contains("a.example.com");
    assertThat(client.x509().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(issuing.x509().getBasicConstraints()).isZero();
    assertThatThrownBy(
            () -> issuing.issueClient("c", leaf -> leaf.expired()).x509().checkValidity())
        .isInstanceOf(CertificateExpiredException.class);
    assertThatThrownBy(
            () -> issuing.issueClient("c", leaf -> leaf.notYetValid()).x509().checkValidity())
        .isInstanceOf(CertificateNotYetValidException.class);
  }

  @Test
  @DisplayName("a broken signature is broken")
  void broken() {
    TestCertificate broken = root.issueClient("c", leaf -> leaf.withBrokenSignature());
    assertThatThrownBy(() -> broken.x509().verify(root.x509().getPublicKey()))
        .isInstanceOf(SignatureException.class);
  }

  @Test
  @DisplayName("a chain has the intermediates and not the root; the key store presents it")
  void chain() throws Exception {
    TestCertificate client = issuing.issueClient("c");
    assertThat(client.chain()).containsExactly(client, issuing);
    assertThat(client.keyStore("x".toCharArray()).getCertificateChain("key")).hasSize(2);
    assertThat(root.chain()).containsExactly(root);
    assertThat(client.chainPem()).containsOnlyOnce(client.pem()).contains(issuing.pem());
  }
}
