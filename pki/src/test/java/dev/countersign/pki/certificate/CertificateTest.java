package dev.countersign.pki.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.countersign.pki.trust.IssuerPool;
import dev.countersign.pki.trust.LeafUsage;
import dev.countersign.pki.trust.PathFault;
import dev.countersign.pki.trust.PathFinder;
import dev.countersign.pki.trust.PathVerdict;
import dev.countersign.pki.trust.PresentedChain;
import dev.countersign.testkit.certificate.KeyKind;
import dev.countersign.testkit.certificate.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CertificateTest {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final TestCertificate root = TestCertificate.ca("Root");

  private static Certificate parse(TestCertificate made) throws UnreadableCertificateException {
    return Certificate.parse(made.der());
  }

  @Test
  @DisplayName(
      "S1 a certificate tells subject, issuer, serial, names, dates, key and whether it is a CA")
  void description() throws Exception {
    TestCertificate made =
        root.issueClient(
            "c",
            maker ->
                maker
                    .subject("C=DE,O=Acme\\, Inc.,CN=client-1")
                    .serialNumber(BigInteger.valueOf(0xABCDEF))
                    .dnsNames("api.example.com")
                    .ipAddresses("192.0.2.1", "2001:db8::1")
                    .emails("a@example.com")
                    .uris("spiffe://a/b")
                    .key(KeyKind.RSA_2048)
                    .validFrom(now)
                    .validUntil(now.plusSeconds(100)));
    Certificate certificate = parse(made);
    assertThat(certificate.subject()).isEqualTo("CN=client-1,O=Acme\\, Inc.,C=DE");
    assertThat(certificate.issuer()).isEqualTo("CN=Root");
    assertThat(certificate.serial()).isEqualTo("abcdef");
    assertThat(certificate.subjectAlternativeNames())
        .containsExactly(
            "DNS:api.example.com",
            "IP:192.0.2.1",
            "IP:2001:db8:0:0:0:0:0:1",
            "email:a@example.com",
            "URI:spiffe://a/b");
    assertThat(certificate.notBefore()).isEqualTo(now);
    assertThat(certificate.notAfter()).isEqualTo(now.plusSeconds(100));
    assertThat(certificate.keyAlgorithm()).isEqualTo("RSA");
    assertThat(certificate.keySize()).isEqualTo(2048);
    assertThat(certificate.isCa()).isFalse();
    assertThat(parse(root).isCa()).isTrue();
  }

  @Test
  @DisplayName("G1 a certificate's id is the lower-case hex SHA-256 of its DER")
  void fingerprint() throws Exception {
    assertThat(parse(root).fingerprint()).hasToString(root.fingerprint());
    assertThat(Fingerprint.parse(root.fingerprint())).isEqualTo(parse(root).fingerprint());
    assertThatThrownBy(() -> Fingerprint.parse(root.fingerprint().replaceAll(".$", "G")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("S1 every kind of key is named with its size")
  void keys() throws Exception {
    for (var expected :
        List.of(
            List.of(KeyKind.P256, "EC", 256),
            List.of(KeyKind.P384, "EC", 384),
            List.of(KeyKind.P521, "EC", 521),
            List.of(KeyKind.ED25519, "Ed25519", 256),
            List.of(KeyKind.RSA_1024, "RSA", 1024))) {
      Certificate certificate =
          parse(TestCertificate.selfSigned("c", maker -> maker.key((KeyKind) expected.get(0))));
      assertThat(certificate.keyAlgorithm()).isEqualTo(expected.get(1));
      assertThat(certificate.keySize()).isEqualTo(expected.get(2));
    }
  }

  @Test
  @DisplayName(
      "S1 a weak key, a usage without clientAuth and an end within 30 days are warned about")
  void warnings() throws Exception {
    TestCertificate made =
        root.issueClient(
            "c",
            maker ->
                maker.key(KeyKind.RSA_1024).serverAuth().validUntil(now.plus(Duration.ofDays(10))));
    assertThat(parse(made).warnings(now))
        .extracting(CertificateWarning::code)
        .containsExactly("weak_key", "usage_without_client_auth", "expiring_soon");
    assertThat(parse(made).warnings(now))
        .extracting(CertificateWarning::message)
        .anySatisfy(message -> assertThat(message).contains("RSA of 1024 bits"))
        .anySatisfy(message -> assertThat(message).contains("10 days"));
  }

  @Test
  @DisplayName("S1 an ordinary client certificate, and a CA, are warned about in nothing")
  void noWarnings() throws Exception {
    assertThat(parse(root.issueClient("c")).warnings(now)).isEmpty();
    assertThat(parse(root).warnings(now)).isEmpty();
  }

  @Test
  @DisplayName(
      "S1 what a certificate says about itself is shown without control characters, bounded")
  void hostileText() throws Exception {
    byte[] subject =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(
                BCStyle.CN,
                new DERUTF8String("a\u0000b\r\nSet-Cookie: x\u001b[31m\u202Egnp.exe\u2028"))
            .addRDN(BCStyle.O, new DERUTF8String("x".repeat(20_000)))
            .build()
            .getEncoded();
    Certificate certificate =
        parse(root.issueClient("c", maker -> maker.subjectDer(subject).dnsNames("a\nb")));
    assertThat(certificate.subject()).hasSizeLessThanOrEqualTo(1030);
    Certificate small =
        parse(
            root.issueClient(
                "c",
                maker ->
                    maker
                        .subjectDer(nameOf("a\u0000b\r\n\u001b\u202E\u2028<script>"))
                        .dnsNames("a\nb", "x".repeat(5000))));
    assertThat(small.subject())
        .doesNotContainPattern("[\\p{Cntrl}\u202E\u2028]")
        .endsWith("\\<script\\>");
    assertThat(small.subjectAlternativeNames().getFirst()).isEqualTo("DNS:a\\u{a}b");
    assertThat(small.subjectAlternativeNames().getLast()).hasSizeLessThanOrEqualTo(1040);
    assertThat(small.toString()).doesNotContainPattern("\\p{Cntrl}");
  }

  private static byte[] nameOf(String commonName) {
    try {
      return new X500NameBuilder(BCStyle.INSTANCE)
          .addRDN(BCStyle.CN, new DERUTF8String(commonName))
          .build()
          .getEncoded();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("S1 a hundred subject alternative names are shown at most")
  void manyNames() throws Exception {
    Certificate certificate =
        parse(
            root.issueClient(
                "c", maker -> IntStream.range(0, 500).forEach(i -> maker.dnsNames("n" + i))));
    assertThat(certificate.subjectAlternativeNames()).hasSize(100);
  }

  @Test
  @DisplayName("G6 certificates are equal by DER, not by what they say")
  void equality() throws Exception {
    TestCertificate one = root.issueClient("c");
    assertThat(parse(one)).isEqualTo(parse(one)).hasSameHashCodeAs(parse(one));
    assertThat(parse(one)).isNotEqualTo(parse(root.issueClient("c")));
  }

  @Test
  @DisplayName(
      "two encodings that differ in the ECDSA signature alone have one content fingerprint")
  void malleableSignature() throws Exception {
    TestCertificate made = root.issueClient("c");
    byte[] other = made.der();
    other[other.length - 1] ^= 1;
    assertThat(Certificate.parse(other).fingerprint()).isNotEqualTo(parse(made).fingerprint());
    assertThat(Certificate.parse(other).contentFingerprint())
        .isEqualTo(parse(made).contentFingerprint());
    assertThat(parse(root.issueClient("c")).contentFingerprint())
        .isNotEqualTo(parse(made).contentFingerprint());
  }

  @Test
  @DisplayName("a renewal over the same key, or for the same subject, is found by its hashes")
  void similar() throws Exception {
    TestCertificate old = root.issueClient("c");
    Certificate sameKey = parse(root.issueClient("d", maker -> maker.key(old.key())));
    Certificate sameSubject = parse(root.issueClient("c"));
    assertThat(sameKey.keyHash()).isEqualTo(parse(old).keyHash());
    assertThat(sameKey.subjectHash()).isNotEqualTo(parse(old).subjectHash());
    assertThat(sameSubject.subjectHash()).isEqualTo(parse(old).subjectHash());
    assertThat(sameSubject.keyHash()).isNotEqualTo(parse(old).keyHash());
  }

  @Test
  @DisplayName("bytes behind the certificate, a cut, BER and an oversized encoding are refused")
  void shapes() throws Exception {
    byte[] der = root.der();
    List<byte[]> wrong =
        List.of(
            new byte[0],
            Arrays.copyOf(der, der.length + 1),
            Arrays.copyOf(der, der.length - 1),
            new byte[] {0x30, (byte) 0x80, 0, 0},
            new byte[] {0x30, (byte) 0x84, 0x7f, 0, 0, 0},
            new byte[] {0x1f, 0x7f, 0},
            new byte[64 * 1024 + 1]);
    for (byte[] bytes : wrong) {
      assertThatThrownBy(() -> Certificate.parse(bytes))
          .isInstanceOf(UnreadableCertificateException.class);
    }
  }

  @Test
  @DisplayName("a giant serial number and a giant OID cost nothing and break nothing")
  void giants() throws Exception {
    Certificate huge =
        parse(
            root.issueClient("c", maker -> maker.serialNumber(BigInteger.ONE.shiftLeft(400_000))));
    assertThat(huge.serial()).hasSizeLessThanOrEqualTo(1030);
    ByteArrayOutputStream oid = new ByteArrayOutputStream();
    oid.writeBytes(new byte[] {0x30, (byte) 0x82, 0x40, 4, 6, (byte) 0x82, 0x40, 0});
    for (int i = 0; i < 0x3fff; i++) {
      oid.write(0xff);
    }
    oid.write(0x7f);
    parse(root.issueClient("c", maker -> maker.extension("2.5.29.37", false, oid.toByteArray())));
  }

  @Test
  @DisplayName("an extension nested thousands deep breaks nothing")
  void deepExtension() throws Exception {
    byte[] deep = new byte[40_000];
    for (int i = 0; i + 4 <= deep.length; i += 4) {
      int length = deep.length - i - 4;
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x82;
      deep[i + 2] = (byte) (length >> 8);
      deep[i + 3] = (byte) length;
    }
    for (String oid : List.of("2.5.29.17", "2.5.29.37", "2.5.29.15", "2.5.29.19", "2.5.29.30")) {
      Certificate certificate =
          parse(root.issueClient("c", maker -> maker.extension(oid, false, deep)));
      assertThat(certificate.subjectAlternativeNames()).isEmpty();
      PathVerdict verdict =
          new PathFinder()
              .find(
                  PresentedChain.of(List.of(certificate.der())),
                  IssuerPool.of(List.of(parse(root))),
                  parse(root).fingerprint()::equals,
                  _ -> false,
                  LeafUsage.STRICT,
                  Instant.now());
      assertThat(((PathVerdict.NotTrusted) verdict).fault())
          .isEqualTo(PathFault.EXTENSION_MALFORMED);
    }
  }

  @Test
  @DisplayName("names of tens of thousands of parts or escapes are described in an instant")
  void hugeNames() throws Exception {
    byte[] commas = nameOf(",".repeat(30_000));
    X500NameBuilder many = new X500NameBuilder(BCStyle.INSTANCE);
    for (int i = 0; i < 4_000; i++) {
      many.addRDN(BCStyle.CN, new DERUTF8String("a"));
    }
    byte[] parts = many.build().getEncoded();
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 20; i++) {
            assertThat(parse(root.issueClient("c", maker -> maker.subjectDer(commas))).subject())
                .hasSizeLessThanOrEqualTo(1030);
            assertThat(parse(root.issueClient("c", maker -> maker.subjectDer(parts))).subject())
                .hasSizeLessThanOrEqualTo(1030);
          }
        });
  }

  @Test
  @DisplayName("toPem gives back what parse reads")
  void pem() throws Exception {
    assertThat(
            CertificateFile.read(
                    parse(root).toPem().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .certificate())
        .isEqualTo(parse(root));
  }
}
