package dev.countersign.pki.trust;

import static dev.countersign.pki.trust.Finding.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.testkit.certificate.CertificateMaker;
import dev.countersign.testkit.certificate.KeyKind;
import dev.countersign.testkit.certificate.TestCertificate;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a search costs is counted, not timed. */
class BoundedSearchTest {
  private final TestCertificate root = TestCertificate.ca("Root");

  /** Claims to be issued by the listed CA, so that names alone do not end the search. */
  private TestCertificate pretender(String name, KeyPair key) {
    return root.issueCa(name, maker -> maker.key(key).withBrokenSignature());
  }

  private static TestCertificate[] array(List<TestCertificate> certificates) {
    return certificates.toArray(TestCertificate[]::new);
  }

  @Test
  @DisplayName("G17 a path of three costs two signatures, checked by us and by the validator")
  void usualCost() {
    TestCertificate issuing = root.issueCa("Issuing");
    Finding finding = client(issuing.issueClient("c")).sending(issuing).listing(root);
    finding.trusted();
    assertThat(finding.budget.signatures()).isEqualTo(4);
  }

  @Test
  @DisplayName(
      "G17 intermediates of one name and key, signed by each other, cost one signature each at most")
  void sameNameSameKey() {
    KeyPair key = KeyKind.P256.generate();
    List<TestCertificate> same = new ArrayList<>();
    TestCertificate first = TestCertificate.ca("Same", maker -> maker.key(key));
    same.add(first);
    same.add(pretender("Same", key));
    for (int i = 2; i < 15; i++) {
      same.add(first.issueCa("Same", maker -> maker.key(key)));
    }
    Finding finding = client(first.issueClient("c")).sending(array(same)).listing(root);
    finding.refused(PathFault.SIGNATURE_INVALID);
    assertThat(finding.budget.signatures()).isEqualTo(2);
    assertThat(finding.budget.steps()).isLessThanOrEqualTo(15 + 15 * 15);
  }

  @Test
  @DisplayName("G17 a ladder of cross-signed intermediates ends the search, not the gateway")
  void ladder() {
    List<TestCertificate> ladder = new ArrayList<>();
    List<TestCertificate> above = List.of(pretender("Level 0", KeyKind.P256.generate()));
    ladder.addAll(above);
    for (int level = 1; level <= 4; level++) {
      KeyPair[] keys = {KeyKind.P256.generate(), KeyKind.P256.generate(), KeyKind.P256.generate()};
      String name = "Level " + level;
      List<TestCertificate> rungs = new ArrayList<>();
      for (TestCertificate issuer : above) {
        for (KeyPair key : keys) {
          rungs.add(issuer.issueCa(name, maker -> maker.key(key)));
        }
      }
      above = rungs.subList(0, 3);
      ladder.addAll(above);
    }
    Finding finding =
        client(above.getFirst().issueClient("c")).sending(array(ladder)).listing(root);
    assertThat(finding.verdict()).isInstanceOf(PathVerdict.NotTrusted.class);
    assertThat(finding.budget.signatures()).isLessThanOrEqualTo(SearchBudget.MAX_SIGNATURES);
    assertThat(finding.budget.steps()).isLessThanOrEqualTo(SearchBudget.MAX_STEPS + 1);
  }

  @Test
  @DisplayName("G17 every CA signed by every other ends the search within its budget")
  void completeGraph() {
    int size = 4;
    List<TestCertificate> roots =
        IntStream.range(0, size).mapToObj(i -> TestCertificate.ca("CA " + i)).toList();
    List<TestCertificate> all = new ArrayList<>();
    for (int subject = 0; subject < size; subject++) {
      KeyPair key = roots.get(subject).key();
      String name = "CA " + subject;
      for (int issuer = 0; issuer < size; issuer++) {
        if (issuer != subject) {
          all.add(roots.get(issuer).issueCa(name, maker -> maker.key(key)));
        }
      }
    }
    Finding finding = client(roots.getFirst().issueClient("c")).sending(array(all)).listing(root);
    finding.refused(PathFault.ISSUER_UNKNOWN);
    assertThat(finding.budget.signatures()).isLessThanOrEqualTo(1 + all.size());
  }

  @Test
  @DisplayName("G17 for a stranger who names no listed CA no signature is checked")
  void strangersCostNothing() {
    TestCertificate other = TestCertificate.ca("Other").issueCa("Other Issuing");
    Finding finding = client(other.issueClient("c")).sending(other).listing(root);
    finding.refused(PathFault.ISSUER_UNKNOWN);
    assertThat(finding.budget.signatures()).isZero();
  }

  @Test
  @DisplayName("G17 a stored CA is found among fifteen false ones of its name that the client sent")
  void foundAmongFalseOnes() {
    TestCertificate issuing = root.issueCa("Issuing");
    List<TestCertificate> falseOnes =
        IntStream.range(0, 15).mapToObj(_ -> TestCertificate.ca("Issuing")).toList();
    Finding finding =
        client(issuing.issueClient("c")).sending(array(falseOnes)).storing(issuing).listing(root);
    finding.trusted();
    assertThat(finding.budget.signatures()).isLessThanOrEqualTo(1 + 15 + 1 + 2);
  }

  @Test
  @DisplayName("G17 a hundred stored CAs of one name and different keys end the search")
  void manyStored() {
    List<TestCertificate> sameName =
        IntStream.range(0, 100).mapToObj(_ -> TestCertificate.ca("Issuing")).toList();
    Finding finding =
        client(TestCertificate.ca("Issuing").issueClient("c")).listing(array(sameName));
    finding.refused(PathFault.SEARCH_LIMIT);
    assertThat(finding.budget.signatures()).isEqualTo(SearchBudget.MAX_SIGNATURES);
  }

  @Test
  @DisplayName("G17 thousands of names under thousands of constraints are not compared")
  void namesTimesConstraints() {
    Consumer<CertificateMaker> constraints =
        maker -> IntStream.range(0, 1500).forEach(i -> maker.excludeDns("x" + i + ".org"));
    Consumer<CertificateMaker> names =
        maker -> IntStream.range(0, 1500).forEach(i -> maker.dnsNames("n" + i + ".com"));
    TestCertificate ca = root.issueCa("Constrained", constraints);
    Finding finding = client(ca.issueClient("c", names)).sending(ca).listing(root);
    finding.refused(PathFault.SEARCH_LIMIT);
    assertThat(finding.budget.nameComparisons()).isGreaterThan(SearchBudget.MAX_NAME_COMPARISONS);
  }

  @Test
  @DisplayName("G17 a hundred names under a hundred constraints are compared")
  void usualNames() {
    Consumer<CertificateMaker> constraints =
        maker -> IntStream.range(0, 100).forEach(i -> maker.permitDns("x" + i + ".org"));
    Consumer<CertificateMaker> names =
        maker -> IntStream.range(0, 100).forEach(i -> maker.dnsNames("a.x" + i + ".org"));
    TestCertificate ca = root.issueCa("Constrained", constraints);
    client(ca.issueClient("c", names)).sending(ca).listing(root).trusted();
  }

  @Test
  @DisplayName("G17 two CAs that signed each other are no endless path")
  void loop() {
    TestCertificate a = TestCertificate.ca("A");
    TestCertificate b = TestCertificate.ca("B");
    TestCertificate aByB = b.issueCa("A", maker -> maker.key(a.key()));
    TestCertificate bByA = a.issueCa("B", maker -> maker.key(b.key()));
    client(a.issueClient("c")).sending(aByB, bByA).listing(root).refused(PathFault.ISSUER_UNKNOWN);
  }

  @Test
  @DisplayName("G17 nothing is computed with an RSA key of monstrous size or exponent")
  void monstrousRsa() throws Exception {
    BigInteger modulus = BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE);
    BigInteger huge = BigInteger.ONE.shiftLeft(60_000).add(BigInteger.ONE);
    for (byte[] key :
        List.of(rsa(modulus, huge), rsa(huge, BigInteger.valueOf(65537)), rsa(modulus, modulus))) {
      TestCertificate issuer = root.issueCa("Monster", maker -> maker.publicKey(key));
      Finding finding =
          client(root.issueClient("c", maker -> maker.issuerName("CN=Monster"))).listing(root);
      finding.sending(issuer);
      finding.refused(PathFault.KEY_TOO_WEAK);
      assertThat(finding.budget.signatures()).isZero();
    }
  }

  private static byte[] rsa(BigInteger modulus, BigInteger exponent) throws IOException {
    return new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
            new RSAPublicKey(modulus, exponent))
        .getEncoded();
  }

  @Test
  @DisplayName("G17 a client may send 16 certificates and 64 KiB")
  void limits() throws Exception {
    byte[] der = root.issueClient("c").der();
    assertThat(PresentedChain.of(Collections.nCopies(16, der)).sentAlong()).hasSize(1);
    assertThatThrownBy(() -> PresentedChain.of(Collections.nCopies(17, der)))
        .isInstanceOf(ChainUnreadableException.class)
        .hasMessageContaining("17 certificates");
    assertThatThrownBy(() -> PresentedChain.of(List.of(der, new byte[64 * 1024])))
        .isInstanceOf(ChainUnreadableException.class)
        .hasMessageContaining("bytes");
    assertThatThrownBy(() -> PresentedChain.of(List.of()))
        .isInstanceOf(ChainUnreadableException.class);
    assertThatThrownBy(() -> PresentedChain.of(List.of(new byte[] {1, 2, 3})))
        .isInstanceOf(ChainUnreadableException.class);
  }

  @Test
  @DisplayName("G17 certificates that cannot be read behind the leaf are left out")
  void unreadableMaterial() throws Exception {
    PresentedChain chain =
        PresentedChain.of(List.of(root.issueClient("c").der(), new byte[] {1}, root.der()));
    assertThat(chain.sentAlong()).containsExactly(Finding.certificate(root));
  }

  @Test
  @DisplayName("G17 chains that differ in any byte or boundary have different digests")
  void digests() throws Exception {
    byte[] der = root.issueClient("c").der();
    assertThat(PresentedChain.of(List.of(der, new byte[] {1}, new byte[] {2})).digest())
        .isNotEqualTo(PresentedChain.of(List.of(der, new byte[] {1, 2})).digest())
        .isEqualTo(PresentedChain.of(List.of(der, new byte[] {1}, new byte[] {2})).digest());
  }
}
