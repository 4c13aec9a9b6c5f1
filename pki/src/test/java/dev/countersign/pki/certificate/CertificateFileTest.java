package dev.countersign.pki.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.testkit.certificate.KeyKind;
import dev.countersign.testkit.certificate.TestCertificate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFileTest {
  private final TestCertificate root = TestCertificate.ca("Root");
  private final TestCertificate issuing = root.issueCa("Issuing");
  private final TestCertificate leaf = issuing.issueClient("client-1");

  private static CertificateFile read(String text) throws CertificateFileException {
    return CertificateFile.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static CertificateFileException refused(CertificateFileProblem problem, byte[] content) {
    CertificateFileException refusal =
        catchThrowableOfType(CertificateFileException.class, () -> CertificateFile.read(content));
    assertThat(refusal).isNotNull();
    assertThat(refusal.problem()).as(refusal.getMessage()).isEqualTo(problem);
    return refusal;
  }

  private static CertificateFileException refused(CertificateFileProblem problem, String text) {
    return refused(problem, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] fingerprintless(TestCertificate certificate) {
    return certificate.der();
  }

  @Test
  @DisplayName("S1 one PEM certificate is read")
  void one() throws Exception {
    CertificateFile file = read(leaf.pem());
    assertThat(file.certificate().der()).isEqualTo(leaf.der());
    assertThat(file.chain()).isEmpty();
  }

  @Test
  @DisplayName("S1 a certificate followed by its chain is read")
  void chain() throws Exception {
    CertificateFile file = read(leaf.pem() + issuing.pem() + root.pem());
    assertThat(file.certificate().der()).isEqualTo(leaf.der());
    assertThat(file.chain())
        .extracting(Certificate::subject)
        .containsExactly("CN=Issuing", "CN=Root");
  }

  @Test
  @DisplayName("S1 a chain in any order is put in order, the certificate that issued none first")
  void anyOrder() throws Exception {
    CertificateFile file = read(root.pem() + leaf.pem() + issuing.pem());
    assertThat(file.certificate().der()).isEqualTo(fingerprintless(leaf));
    assertThat(file.chain())
        .extracting(Certificate::subject)
        .containsExactly("CN=Issuing", "CN=Root");
  }

  @Test
  @DisplayName("S1 a CA with its own issuer is read, the lower one first")
  void caChain() throws Exception {
    assertThat(read(root.pem() + issuing.pem()).certificate().subject()).isEqualTo("CN=Issuing");
  }

  @Test
  @DisplayName("S1 the same certificate twice is one certificate")
  void twice() throws Exception {
    assertThat(read(leaf.pem() + leaf.pem()).chain()).isEmpty();
  }

  @Test
  @DisplayName("S1 CRLF, a byte order mark, explanatory text and blank lines do no harm")
  void decoration() throws Exception {
    String text =
        "\uFEFFsubject=CN = client-1, München\r\n\r\n"
            + leaf.pem().replace("\n", "\r\n")
            + "\r\n\r\nissuer=...\r\n"
            + issuing.pem();
    assertThat(read(text).chain()).hasSize(1);
  }

  @Test
  @DisplayName("S2 text that is not PEM is refused")
  void notPem() {
    refused(CertificateFileProblem.PEM_MALFORMED, "hello");
    refused(CertificateFileProblem.PEM_MALFORMED, "");
    refused(CertificateFileProblem.PEM_MALFORMED, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1});
  }

  @Test
  @DisplayName("S2 a DER file is refused with the command that converts it")
  void der() {
    assertThat(refused(CertificateFileProblem.PEM_MALFORMED, leaf.der()))
        .hasMessageContaining("openssl x509 -inform der");
  }

  @Test
  @DisplayName("S2 a truncated file is refused wherever it was cut")
  void truncated() {
    String pem = leaf.pem();
    for (int length = pem.indexOf("-----BEGIN") + 11;
        length < pem.stripTrailing().length();
        length++) {
      refused(CertificateFileProblem.PEM_MALFORMED, pem.substring(0, length));
    }
  }

  @Test
  @DisplayName("S2 a block whose content is cut off, though its END line is there, is refused")
  void truncatedContent() {
    String[] lines = leaf.pem().split("\r?\n");
    lines[2] = "";
    refused(CertificateFileProblem.PEM_MALFORMED, String.join("\n", lines));
  }

  @Test
  @DisplayName("S2 garbage inside of a block is refused")
  void garbage() {
    refused(
        CertificateFileProblem.PEM_MALFORMED, leaf.pem().replaceFirst("\nMII", "\nM<script>II"));
  }

  @Test
  @DisplayName("S2 several unrelated certificates are refused")
  void unrelated() {
    refused(
        CertificateFileProblem.CERTIFICATES_UNRELATED,
        leaf.pem() + TestCertificate.selfSigned("other").pem());
    refused(
        CertificateFileProblem.CERTIFICATES_UNRELATED,
        leaf.pem() + issuing.issueClient("client-2").pem() + issuing.pem());
  }

  @Test
  @DisplayName(
      "S2 a certificate with another CA of the issuer's name is unrelated: the signature decides")
  void sameNameOtherKey() {
    refused(
        CertificateFileProblem.CERTIFICATES_UNRELATED,
        leaf.pem() + TestCertificate.ca("Issuing").pem());
  }

  @Test
  @DisplayName("S2 two CAs that signed each other are refused, not ordered for ever")
  void loop() {
    TestCertificate a = TestCertificate.ca("A");
    TestCertificate b = TestCertificate.ca("B");
    refused(
        CertificateFileProblem.CERTIFICATES_UNRELATED,
        b.issueCa("A", maker -> maker.key(a.key())).pem()
            + a.issueCa("B", maker -> maker.key(b.key())).pem());
  }

  @Test
  @DisplayName("S2 a file over 64 KiB is refused")
  void tooLarge() {
    refused(CertificateFileProblem.TOO_LARGE, leaf.pem() + " ".repeat(64 * 1024));
  }

  @Test
  @DisplayName("S2 a thousand certificates in one file are refused")
  void thousand() {
    refused(CertificateFileProblem.TOO_LARGE, leaf.pem().repeat(1000));
    StringBuilder tiny = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      tiny.append("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");
    }
    refused(CertificateFileProblem.TOO_LARGE, tiny.toString());
  }

  @Test
  @DisplayName("S2 a PEM bomb of BEGIN lines is refused at a cost linear in its size")
  void bomb() {
    refused(CertificateFileProblem.PEM_MALFORMED, "-----BEGIN CERTIFICATE-----".repeat(2400));
    refused(CertificateFileProblem.PEM_MALFORMED, "-----BEGIN A".repeat(5400));
    refused(CertificateFileProblem.PEM_MALFORMED, "-".repeat(65536));
  }

  @Test
  @DisplayName("S2 a deeply nested encoding in a block is refused")
  void nested() {
    byte[] deep = new byte[40_000];
    for (int i = 0; i + 4 <= deep.length; i += 4) {
      int length = deep.length - i - 4;
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x82;
      deep[i + 2] = (byte) (length >> 8);
      deep[i + 3] = (byte) length;
    }
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getEncoder().encodeToString(deep)
            + "\n-----END CERTIFICATE-----";
    assertThat(refused(CertificateFileProblem.PEM_MALFORMED, pem)).hasMessageContaining("nested");
  }

  @ParameterizedTest(name = "S2 {0} is noticed")
  @ValueSource(
      strings = {
        "PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
        "RSA PRIVATE KEY",
        "EC PRIVATE KEY",
        "DSA PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
        "PGP PRIVATE KEY BLOCK",
        "private key"
      })
  @DisplayName("S2 a private key in the file is refused in any PEM flavour, before or behind")
  void privateKey(String label) {
    String key = "-----BEGIN %s-----\nAAAA\n-----END %s-----\n".formatted(label, label);
    for (String text : new String[] {key + leaf.pem(), leaf.pem() + key, key}) {
      assertThat(refused(CertificateFileProblem.PRIVATE_KEY_PRESENT, text))
          .hasMessageContaining("Nothing was kept")
          .hasMessageContaining("only if")
          .hasMessageNotContaining("AAAA");
    }
  }

  @Test
  @DisplayName("S2 a real private key is refused even where its lines are damaged or it is PuTTY's")
  void damagedPrivateKey() {
    String key = leaf.privateKeyPem();
    refused(CertificateFileProblem.PRIVATE_KEY_PRESENT, leaf.pem() + key.substring(0, 40));
    refused(
        CertificateFileProblem.PRIVATE_KEY_PRESENT,
        leaf.pem() + "PuTTY-User-Key-File-3: ssh-rsa\n");
    refused(
        CertificateFileProblem.PRIVATE_KEY_PRESENT,
        leaf.pem() + key.replace("PRIVATE KEY", "CERTIFICATE"));
  }

  @Test
  @DisplayName("S2 a private key in DER is told as a private key")
  void privateKeyInDer() {
    refused(CertificateFileProblem.PRIVATE_KEY_PRESENT, leaf.privateKey().getEncoded());
    refused(
        CertificateFileProblem.PRIVATE_KEY_PRESENT,
        KeyKind.RSA_2048.generate().getPrivate().getEncoded());
  }

  @Test
  @DisplayName("S2 a public key without certificate is refused and told so")
  void publicKey() {
    assertThat(
            refused(
                CertificateFileProblem.CERTIFICATE_MISSING,
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"))
        .hasMessageContaining("public key");
  }

  @Test
  @DisplayName("S2 another kind of PEM is refused and named")
  void otherKinds() {
    assertThat(
            refused(
                CertificateFileProblem.CERTIFICATE_MISSING,
                "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n"))
        .hasMessageContaining("CERTIFICATE REQUEST");
    assertThat(
            refused(
                CertificateFileProblem.CERTIFICATE_MISSING,
                "-----BEGIN PKCS7-----\nAAAA\n-----END PKCS7-----\n"))
        .hasMessageContaining("openssl pkcs7");
  }

  @Test
  @DisplayName("S2 every problem has the management API's code")
  void codes() {
    assertThat(CertificateFileProblem.values())
        .extracting(CertificateFileProblem::code)
        .containsExactlyInAnyOrder(
            "pem_malformed",
            "certificate_missing",
            "certificates_unrelated",
            "too_large",
            "private_key_present");
  }
}
