package dev.countersign.pki.trust;

import static dev.countersign.pki.trust.Finding.certificate;
import static dev.countersign.pki.trust.Finding.client;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testkit.certificate.TestCertificate;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PathToListedCaTest {
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String UNKNOWN_EXTENSION = "1.3.6.1.4.1.99999.1";
  private static final byte[] NULL = {5, 0};
  private static final byte[] GARBAGE = {0x30, 0x05, 0x01};

  private final TestCertificate root = TestCertificate.ca("Root");
  private final TestCertificate issuing = root.issueCa("Issuing");
  private final TestCertificate leaf = issuing.issueClient("client-1");
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @Test
  @DisplayName("G3 a certificate issued directly under a listed CA is accepted")
  void directlyUnder() {
    assertThat(client(issuing.issueClient("a")).listing(issuing).trusted().path()).hasSize(2);
  }

  @Test
  @DisplayName("G3 an intermediate may come from what the client sent")
  void intermediateSent() {
    assertThat(client(leaf).sending(issuing).listing(root).trusted().path())
        .containsExactly(certificate(leaf), certificate(issuing), certificate(root));
  }

  @Test
  @DisplayName("G3 an intermediate may come from the store alone")
  void intermediateStored() {
    assertThat(client(leaf).storing(issuing).listing(root).trusted().anchor())
        .isEqualTo(certificate(root));
  }

  @Test
  @DisplayName("G3 a listed CA need not be self-signed: the path ends where the list says")
  void listedIntermediate() {
    assertThat(client(leaf).listing(issuing).trusted().path()).hasSize(2);
  }

  @Test
  @DisplayName("G3 a path may lead through several intermediates, sent in any order")
  void longerPath() {
    TestCertificate third = root.issueCa("1").issueCa("2").issueCa("3");
    TestCertificate client = third.issueClient("client");
    TestCertificate[] sent =
        client.chain().subList(1, client.chain().size()).reversed().toArray(TestCertificate[]::new);
    assertThat(client(client).sending(sent).listing(root).trusted().path()).hasSize(5);
  }

  @Test
  @DisplayName("G3 names chain whatever their case, spacing and string type")
  void namesChainNormalised() {
    TestCertificate ca = TestCertificate.ca("unused", maker -> maker.subject("CN=Acme  Client CA"));
    TestCertificate client = ca.issueClient("c", maker -> maker.issuerName("CN=ACME client ca"));
    client(client).listing(ca).trusted();
  }

  @Test
  @DisplayName("G3 without the intermediate the issuer is unknown")
  void intermediateMissing() {
    assertThat(client(leaf).listing(root).refused(PathFault.ISSUER_UNKNOWN).detail())
        .contains("CN=Issuing");
  }

  @Test
  @DisplayName("G3 a path that ends in a root that is not listed is told so")
  void endsElsewhere() {
    TestCertificate other = TestCertificate.ca("Other");
    assertThat(
            client(other.issueClient("c"))
                .sending(other)
                .listing(root)
                .refused(PathFault.ISSUER_UNKNOWN)
                .detail())
        .contains("ends in 'CN=Other'");
  }

  @Test
  @DisplayName("G3 a path to a CA that is stored but not listed grants nothing")
  void storedNotListed() {
    client(leaf).sending(issuing).storing(root).refused(PathFault.ISSUER_UNKNOWN);
  }

  @Test
  @DisplayName("G3 a self-signed certificate that is not listed is told so")
  void selfSigned() {
    client(TestCertificate.selfSigned("me")).listing(root).refused(PathFault.SELF_SIGNED);
  }

  @Test
  @DisplayName("G6 a self-signed certificate with the listed CA's name is not trusted")
  void forgedRoot() {
    TestCertificate forged = TestCertificate.ca("Root");
    client(forged.issueClient("client"))
        .sending(forged)
        .listing(root)
        .refused(PathFault.SIGNATURE_INVALID);
  }

  @Test
  @DisplayName("G3 a certificate whose signature is damaged is refused")
  void brokenSignature() {
    client(issuing.issueClient("c", maker -> maker.withBrokenSignature()))
        .listing(issuing)
        .refused(PathFault.SIGNATURE_INVALID);
  }

  @Test
  @DisplayName("G3 an intermediate whose signature is damaged is refused")
  void brokenIntermediate() {
    TestCertificate broken = root.issueCa("Broken", maker -> maker.withBrokenSignature());
    client(broken.issueClient("c"))
        .sending(broken)
        .listing(root)
        .refused(PathFault.SIGNATURE_INVALID);
  }

  @Test
  @DisplayName("G3 an expired certificate under a listed CA is told as expired, with the date")
  void expiredLeaf() {
    TestCertificate expired = issuing.issueClient("c", maker -> maker.expired());
    PathVerdict.NotTrusted refusal =
        client(expired).sending(issuing).listing(root).refused(PathFault.LEAF_EXPIRED);
    assertThat(refusal.detail()).contains(certificate(expired).notAfter().toString());
    assertThat(refusal.at()).isEqualTo(certificate(expired));
  }

  @Test
  @DisplayName("G3 an expired certificate of a stranger is a stranger's first of all")
  void expiredStranger() {
    client(TestCertificate.ca("Other").issueClient("c", maker -> maker.expired()))
        .listing(root)
        .refused(PathFault.ISSUER_UNKNOWN);
  }

  @Test
  @DisplayName("G3 a certificate that is not yet valid is told so")
  void notYetValid() {
    client(issuing.issueClient("c", maker -> maker.notYetValid()))
        .listing(issuing)
        .refused(PathFault.LEAF_NOT_YET_VALID);
  }

  @Test
  @DisplayName("G3 notBefore and notAfter are both inclusive")
  void datesInclusive() {
    TestCertificate client =
        root.issueClient("c", maker -> maker.validFrom(now).validUntil(now.plusSeconds(60)));
    client(client).listing(root).at(now).trusted();
    client(client).listing(root).at(now.plusSeconds(60)).trusted();
    client(client).listing(root).at(now.minusMillis(1)).refused(PathFault.LEAF_NOT_YET_VALID);
    client(client)
        .listing(root)
        .at(now.plusSeconds(60).plusMillis(1))
        .refused(PathFault.LEAF_EXPIRED);
  }

  @Test
  @DisplayName("G3 an expired intermediate is refused")
  void expiredIntermediate() {
    TestCertificate old = root.issueCa("Old", maker -> maker.expired());
    client(old.issueClient("c")).sending(old).listing(root).refused(PathFault.ISSUER_EXPIRED);
  }

  @Test
  @DisplayName("G3 a listed CA that has expired is refused")
  void expiredAnchor() {
    TestCertificate old = TestCertificate.ca("Old", maker -> maker.expired());
    client(old.issueClient("c")).listing(old).refused(PathFault.ISSUER_EXPIRED);
  }

  @Test
  @DisplayName("G3 a listed CA that is not yet valid is refused")
  void futureAnchor() {
    TestCertificate future = TestCertificate.ca("Future", maker -> maker.notYetValid());
    client(future.issueClient("c")).listing(future).refused(PathFault.ISSUER_NOT_YET_VALID);
  }

  @Test
  @DisplayName("G3 an intermediate without basic constraints is no CA")
  void intermediateWithoutBasicConstraints() {
    TestCertificate no = root.issueCa("No", maker -> maker.without(BASIC_CONSTRAINTS));
    client(no.issueClient("c")).sending(no).listing(root).refused(PathFault.ISSUER_NOT_CA);
  }

  @Test
  @DisplayName("G3 a client certificate cannot issue another")
  void leafAsIssuer() {
    client(leaf.issueClient("c"))
        .sending(leaf, issuing)
        .listing(root)
        .refused(PathFault.ISSUER_NOT_CA);
  }

  @Test
  @DisplayName("G3 a listed CA without basic constraints is no CA")
  void anchorWithoutBasicConstraints() {
    TestCertificate no = TestCertificate.ca("No", maker -> maker.without(BASIC_CONSTRAINTS));
    client(no.issueClient("c")).listing(no).refused(PathFault.ISSUER_NOT_CA);
  }

  @Test
  @DisplayName("G3 an intermediate whose key usage lacks keyCertSign is refused")
  void intermediateWithoutKeyCertSign() {
    TestCertificate no = root.issueCa("No", maker -> maker.keyUsage(KeyUsage.digitalSignature));
    client(no.issueClient("c")).sending(no).listing(root).refused(PathFault.ISSUER_NOT_CA);
  }

  @Test
  @DisplayName("G3 a listed CA whose key usage lacks keyCertSign is refused")
  void anchorWithoutKeyCertSign() {
    TestCertificate no = TestCertificate.ca("No", maker -> maker.keyUsage(KeyUsage.cRLSign));
    client(no.issueClient("c")).listing(no).refused(PathFault.ISSUER_NOT_CA);
  }

  @Test
  @DisplayName("G3 a CA without key usage may issue")
  void anchorWithoutKeyUsage() {
    TestCertificate plain = TestCertificate.ca("Plain", maker -> maker.without(KEY_USAGE));
    client(plain.issueClient("c")).listing(plain).trusted();
  }

  @Test
  @DisplayName("G3 the path length of an intermediate is kept")
  void pathLengthOfIntermediate() {
    TestCertificate zero = root.issueCa("Zero", maker -> maker.pathLength(0));
    TestCertificate below = zero.issueCa("Below");
    client(zero.issueClient("c")).sending(zero).listing(root).trusted();
    client(below.issueClient("c"))
        .sending(zero, below)
        .listing(root)
        .refused(PathFault.PATH_TOO_LONG);
  }

  @Test
  @DisplayName("G3 the path length of the listed CA is kept")
  void pathLengthOfAnchor() {
    TestCertificate zero = TestCertificate.ca("Zero", maker -> maker.pathLength(0));
    TestCertificate below = zero.issueCa("Below");
    client(below.issueClient("c")).sending(below).listing(zero).refused(PathFault.PATH_TOO_LONG);
  }

  @Test
  @DisplayName("G3 a CA that certifies its own new key does not count for the path length")
  void selfIssuedDoesNotCount() {
    TestCertificate zero = TestCertificate.ca("Zero", maker -> maker.pathLength(0));
    TestCertificate renewed = zero.issueCa("Zero");
    client(renewed.issueClient("c")).sending(renewed).listing(zero).trusted();
  }

  @Test
  @DisplayName("G3 an unknown critical extension in the leaf is refused")
  void criticalInLeaf() {
    client(root.issueClient("c", maker -> maker.extension(UNKNOWN_EXTENSION, true, NULL)))
        .listing(root)
        .refused(PathFault.CRITICAL_EXTENSION_UNKNOWN);
  }

  @Test
  @DisplayName("G3 an unknown critical extension in an intermediate is refused")
  void criticalInIntermediate() {
    TestCertificate ca = root.issueCa("I", maker -> maker.extension(UNKNOWN_EXTENSION, true, NULL));
    client(ca.issueClient("c"))
        .sending(ca)
        .listing(root)
        .refused(PathFault.CRITICAL_EXTENSION_UNKNOWN);
  }

  @Test
  @DisplayName("G3 an unknown critical extension in the listed CA is refused")
  void criticalInAnchor() {
    TestCertificate ca =
        TestCertificate.ca("A", maker -> maker.extension(UNKNOWN_EXTENSION, true, NULL));
    client(ca.issueClient("c")).listing(ca).refused(PathFault.CRITICAL_EXTENSION_UNKNOWN);
  }

  @Test
  @DisplayName("G3 an unknown extension that is not critical refuses nobody")
  void unknownNotCritical() {
    client(root.issueClient("c", maker -> maker.extension(UNKNOWN_EXTENSION, false, GARBAGE)))
        .listing(root)
        .trusted();
  }

  @Test
  @DisplayName(
      "G3 a recognised extension that does not parse is refused: leaf, intermediate, listed CA")
  void malformedExtension() {
    for (String oid :
        new String[] {
          "2.5.29.17",
          "2.5.29.18",
          "2.5.29.30",
          "2.5.29.31",
          "2.5.29.32",
          "2.5.29.33",
          "2.5.29.35",
          "2.5.29.36",
          "2.5.29.54",
          "1.3.6.1.5.5.7.1.1"
        }) {
      client(root.issueClient("c", maker -> maker.extension(oid, false, GARBAGE)))
          .listing(root)
          .refused(PathFault.EXTENSION_MALFORMED);
      TestCertificate ca = root.issueCa("I", maker -> maker.extension(oid, false, GARBAGE));
      client(ca.issueClient("c")).sending(ca).listing(root).refused(PathFault.EXTENSION_MALFORMED);
      TestCertificate anchor =
          TestCertificate.ca("A", maker -> maker.extension(oid, false, GARBAGE));
      client(anchor.issueClient("c")).listing(anchor).refused(PathFault.EXTENSION_MALFORMED);
    }
  }

  @Test
  @DisplayName("G3 two signature algorithm fields that disagree are refused")
  void algorithmFieldsDisagree() {
    // ecdsa-with-SHA256 becomes ecdsa-with-SHA384 in the outer field, which comes last.
    TestCertificate client =
        root.issueClient(
            "c",
            maker ->
                maker.tampered(der -> {
                  byte[] oid = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2};
                  der[Bytes.lastIndexOf(der, oid) + 7] = 3;
                  return der;
                }));
    client(client).listing(root).refused(PathFault.SIGNATURE_INVALID);
  }

  @Test
  @DisplayName("G3 the listed CA's two signature algorithm fields must agree too")
  void algorithmFieldsOfAnchorDisagree() {
    TestCertificate ca =
        TestCertificate.ca(
            "A",
            maker ->
                maker.tampered(der -> {
                  byte[] oid = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2};
                  der[Bytes.lastIndexOf(der, oid) + 7] = 3;
                  return der;
                }));
    assertThat(
            client(ca.issueClient("c")).listing(ca).refused(PathFault.SIGNATURE_INVALID).detail())
        .contains("disagree");
  }

  @Test
  @DisplayName("G3 serial numbers that RFC 5280 forbids refuse nobody")
  void oddSerialNumbers() {
    for (BigInteger serial :
        new BigInteger[] {BigInteger.ZERO, BigInteger.valueOf(-5), BigInteger.ONE.shiftLeft(400)}) {
      client(root.issueClient("c", maker -> maker.serialNumber(serial))).listing(root).trusted();
    }
  }

  @Test
  @DisplayName("G3 key identifiers that are missing or contradict refuse nobody")
  void oddKeyIdentifiers() {
    TestCertificate ca =
        TestCertificate.ca(
            "A", maker -> maker.extension("2.5.29.14", false, new byte[] {4, 2, 1, 1}));
    TestCertificate client =
        ca.issueClient(
            "c",
            maker ->
                maker.extension("2.5.29.35", false, new byte[] {0x30, 4, (byte) 0x80, 2, 9, 9}));
    client(client).listing(ca).trusted();
  }

  @Test
  @DisplayName("G3 criticality marks that RFC 5280 does not ask for refuse nobody")
  void oddCriticality() {
    byte[] isCa = {0x30, 3, 1, 1, (byte) 0xff};
    byte[] clientAuth = {0x30, 10, 6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 2};
    byte[] identifier = {4, 2, 1, 1};
    TestCertificate ca =
        root.issueCa(
            "I",
            maker ->
                maker
                    .extension(BASIC_CONSTRAINTS, false, isCa)
                    .extension("2.5.29.37", true, clientAuth)
                    .extension("2.5.29.14", true, identifier));
    TestCertificate client =
        ca.issueClient(
            "c",
            maker ->
                maker
                    .extension("2.5.29.37", true, clientAuth)
                    .extension("2.5.29.14", true, identifier)
                    .keyUsage(KeyUsage.digitalSignature));
    client(client).sending(ca).listing(root).trusted();
  }

  @Test
  @DisplayName("G3 an empty subject refuses nobody")
  void emptySubject() {
    client(root.issueClient("c", maker -> maker.subject(""))).listing(root).trusted();
  }

  @Test
  @DisplayName("G3 a CA that demands a certificate policy is obeyed")
  void explicitPolicy() {
    byte[] requireExplicitPolicyNow = {0x30, 3, (byte) 0x80, 1, 0};
    TestCertificate ca =
        root.issueCa("I", maker -> maker.extension("2.5.29.36", true, requireExplicitPolicyNow));
    client(ca.issueClient("c")).sending(ca).listing(root).refused(PathFault.POLICY_NOT_ACCEPTABLE);
  }

  @Test
  @DisplayName("G3 a revoked intermediate, and a revoked listed CA, are refused")
  void revokedIssuer() {
    client(leaf).sending(issuing).listing(root).revoking(issuing).refused(PathFault.ISSUER_REVOKED);
    client(leaf).sending(issuing).listing(root).revoking(root).refused(PathFault.ISSUER_REVOKED);
  }

  @Test
  @DisplayName("G3 a revoked certificate under a listed CA is refused")
  void revokedLeaf() {
    client(leaf).sending(issuing).listing(root).revoking(leaf).refused(PathFault.LEAF_REVOKED);
  }

  @Test
  @DisplayName("G3 a way round an expired cross-certificate is found")
  void wayRound() {
    TestCertificate expired =
        TestCertificate.ca("Other Root")
            .issueCa("Issuing", maker -> maker.key(issuing.key()).expired());
    client(leaf).sending(expired, issuing).listing(root).trusted();
  }

  @Test
  @DisplayName("G3 where several paths fail, the fault nearest to success is told")
  void mostTellingFault() {
    TestCertificate stranger =
        TestCertificate.ca("Stranger").issueCa("Issuing", maker -> maker.key(issuing.key()));
    TestCertificate expired = root.issueCa("Issuing", maker -> maker.key(issuing.key()).expired());
    client(leaf).sending(stranger, expired).listing(root).refused(PathFault.ISSUER_EXPIRED);
  }

  @Test
  @DisplayName("G3 a leaf that is itself the listed CA is a path of one, its usage still counts")
  void leafIsAnchor() {
    client(root).listing(root).refused(PathFault.USAGE_NOT_CLIENT);
    TestCertificate both =
        TestCertificate.ca(
            "Both", maker -> maker.keyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature));
    assertThat(client(both).listing(both).trusted().path()).hasSize(1);
  }

  @Test
  @DisplayName("G17 a verdict of trust holds from the latest notBefore to the earliest notAfter")
  void intervalOfTrust() {
    TestCertificate ca = root.issueCa("I", maker -> maker.validUntil(now.plus(Duration.ofDays(3))));
    TestCertificate client = ca.issueClient("c", maker -> maker.validFrom(now.minusSeconds(5)));
    PathVerdict verdict = client(client).sending(ca).listing(root).trusted();
    assertThat(verdict.validFrom()).isEqualTo(now.minusSeconds(5));
    assertThat(verdict.validUntil()).isEqualTo(now.plus(Duration.ofDays(3)));
    assertThat(verdict.holdsAt(now.plus(Duration.ofDays(3)).plusMillis(1))).isFalse();
  }

  @Test
  @DisplayName("G17 a verdict against a client ends when one of the certificates begins or ends")
  void intervalOfRefusal() {
    Instant begins = now.plus(Duration.ofHours(1));
    TestCertificate client = root.issueClient("c", maker -> maker.validFrom(begins));
    PathVerdict verdict = client(client).listing(root).refused(PathFault.LEAF_NOT_YET_VALID);
    assertThat(verdict.holdsAt(begins.minusMillis(1))).isTrue();
    assertThat(verdict.holdsAt(begins)).isFalse();
  }

  @Test
  @DisplayName("G5 the listed CA, or somebody else's certificate, sent along grants nothing")
  void sentAlongGrantsNothing() {
    TestCertificate stranger = TestCertificate.ca("Other").issueClient("stranger");
    client(stranger)
        .sending(root, issuing, leaf)
        .listing(root, leaf)
        .refused(PathFault.ISSUER_UNKNOWN);
  }

  @Test
  @DisplayName("G6 a stranger with the subject and serial number of a trusted client is refused")
  void sameSubject() {
    TestCertificate stranger =
        TestCertificate.ca("Issuing")
            .issueClient("client-1", maker -> maker.serialNumber(BigInteger.TWO));
    client(stranger).sending(issuing).listing(root).refused(PathFault.SIGNATURE_INVALID);
  }
}
