package dev.countersign.pki.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;

/** What a certificate says about itself. Extensions that cannot be read count as restrictive. */
record Description(
    Fingerprint contentFingerprint,
    String subject,
    String issuer,
    ChainingName subjectName,
    ChainingName issuerName,
    String serial,
    List<String> subjectAlternativeNames,
    Instant notBefore,
    Instant notAfter,
    String keyAlgorithm,
    int keySize,
    boolean ca,
    Optional<List<String>> extendedKeyUsages,
    boolean permitsDigitalSignature,
    long subjectHash,
    long issuerHash,
    long keyHash) {
  // RFC 5280 allows 160; more is shown cut.
  private static final int MAX_SERIAL_BITS = 1024;

  static Description of(X509CertificateHolder certificate) throws IOException {
    KeyDescription key = KeyDescription.of(certificate.getSubjectPublicKeyInfo());
    return new Description(
        Fingerprint.of(certificate.toASN1Structure().getTBSCertificate().getEncoded()),
        NameText.of(certificate.getSubject()),
        NameText.of(certificate.getIssuer()),
        ChainingName.of(certificate.getSubject()),
        ChainingName.of(certificate.getIssuer()),
        serial(certificate.getSerialNumber()),
        AlternativeNames.of(certificate),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        key.algorithm(),
        key.size(),
        isCa(certificate),
        extendedKeyUsages(certificate),
        permitsDigitalSignature(certificate),
        Fingerprint.of(certificate.getSubject().getEncoded()).first(),
        Fingerprint.of(certificate.getIssuer().getEncoded()).first(),
        Fingerprint.of(certificate.getSubjectPublicKeyInfo().getEncoded()).first());
  }

  private static String serial(BigInteger number) {
    int beyond = number.bitLength() - MAX_SERIAL_BITS;
    return beyond > 0 ? number.shiftRight(beyond).toString(16) + "..." : number.toString(16);
  }

  private static boolean isCa(X509CertificateHolder certificate) {
    try {
      BasicConstraints constraints = BasicConstraints.fromExtensions(certificate.getExtensions());
      return constraints != null && constraints.isCA();
    } catch (RuntimeException malformed) {
      return false;
    }
  }

  private static Optional<List<String>> extendedKeyUsages(X509CertificateHolder certificate) {
    Extension extension = certificate.getExtension(Extension.extendedKeyUsage);
    if (extension == null) {
      return Optional.empty();
    }
    try {
      KeyPurposeId[] usages = ExtendedKeyUsage.getInstance(extension.getParsedValue()).getUsages();
      return Optional.of(Arrays.stream(usages).map(KeyPurposeId::getId).toList());
    } catch (RuntimeException malformed) {
      return Optional.of(List.of());
    }
  }

  private static boolean permitsDigitalSignature(X509CertificateHolder certificate) {
    Extension extension = certificate.getExtension(Extension.keyUsage);
    if (extension == null) {
      return true;
    }
    try {
      return KeyUsage.getInstance(extension.getParsedValue()).hasUsages(KeyUsage.digitalSignature);
    } catch (RuntimeException malformed) {
      return false;
    }
  }
}
