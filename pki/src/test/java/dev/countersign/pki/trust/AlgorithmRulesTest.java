package dev.countersign.pki.trust;

import static dev.countersign.pki.trust.Finding.client;

import dev.countersign.testkit.certificate.KeyKind;
import dev.countersign.testkit.certificate.TestCertificate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class AlgorithmRulesTest {
  private final TestCertificate root = TestCertificate.ca("Root");

  @ParameterizedTest(name = "G16 {0} is accepted as leaf, intermediate and listed CA")
  @EnumSource(
      value = KeyKind.class,
      names = {"RSA_1024", "ED448", "DSA_2048"},
      mode = Mode.EXCLUDE)
  @DisplayName("G16 RSA from 2048 bits, P-256, P-384, P-521 and Ed25519 are accepted in a path")
  void accepted(KeyKind kind) {
    TestCertificate anchor = TestCertificate.ca("A", maker -> maker.key(kind));
    TestCertificate ca = anchor.issueCa("I", maker -> maker.key(kind));
    client(ca.issueClient("c", maker -> maker.key(kind))).sending(ca).listing(anchor).trusted();
  }

  @ParameterizedTest(name = "G16 {0} is refused as leaf, intermediate and listed CA")
  @EnumSource(
      value = KeyKind.class,
      names = {"RSA_1024", "ED448", "DSA_2048"})
  @DisplayName("G16 weaker and unknown keys are refused anywhere in a path")
  void refused(KeyKind kind) {
    client(root.issueClient("c", maker -> maker.key(kind)))
        .listing(root)
        .refused(PathFault.KEY_TOO_WEAK);
    TestCertificate ca = root.issueCa("I", maker -> maker.key(kind));
    client(ca.issueClient("c")).sending(ca).listing(root).refused(PathFault.KEY_TOO_WEAK);
    TestCertificate anchor = TestCertificate.ca("A", maker -> maker.key(kind));
    client(anchor.issueClient("c")).listing(anchor).refused(PathFault.KEY_TOO_WEAK);
  }

  @ParameterizedTest(name = "G16 {0} is accepted")
  @ValueSource(
      strings = {
        "SHA256withRSA",
        "SHA384withRSA",
        "SHA512withRSA",
        "SHA256withRSAandMGF1",
        "SHA512withRSAandMGF1"
      })
  @DisplayName("G16 signatures by SHA-256 or better are accepted")
  void acceptedSignatures(String algorithm) {
    TestCertificate ca = TestCertificate.ca("A", maker -> maker.key(KeyKind.RSA_2048));
    client(ca.issueClient("c", maker -> maker.signatureAlgorithm(algorithm))).listing(ca).trusted();
  }

  @Test
  @DisplayName("G16 signatures by SHA-1, and by SHA-224, are refused")
  void weakSignatures() {
    TestCertificate rsa = TestCertificate.ca("A", maker -> maker.key(KeyKind.RSA_2048));
    for (String algorithm : new String[] {"SHA1withRSA", "SHA224withRSA", "SHA1withRSAandMGF1"}) {
      client(rsa.issueClient("c", maker -> maker.signatureAlgorithm(algorithm)))
          .listing(rsa)
          .refused(PathFault.KEY_TOO_WEAK);
    }
    client(root.issueClient("c", maker -> maker.signatureAlgorithm("SHA1withECDSA")))
        .listing(root)
        .refused(PathFault.KEY_TOO_WEAK);
  }

  @Test
  @DisplayName("G16 how the listed CA signed itself does not count: it is trusted for being listed")
  void selfSignatureOfAnchor() {
    TestCertificate ca =
        TestCertificate.ca("A", maker -> maker.signatureAlgorithm("SHA1withECDSA"));
    client(ca.issueClient("c")).listing(ca).trusted();
  }
}
