package dev.countersign.pki.certificate;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * One X.509 certificate, read once, immutable. Two are equal when their DER encodings are.
 *
 * <p>Reading is tolerant: a certificate that some issuer got wrong can still be listed by its
 * fingerprint. Whether it may take part in a path to a CA is decided in {@code pki.trust}.
 */
public final class Certificate {
  /** A certificate beyond this many bytes is not read: 64 KiB. */
  public static final int MAX_BYTES = 64 * 1024;

  private final byte[] der;
  private final Fingerprint fingerprint;
  private final Description description;

  private Certificate(byte[] der, Description description) {
    this.der = der;
    this.fingerprint = Fingerprint.of(der);
    this.description = description;
  }

  /**
   * Reads one DER-encoded certificate.
   *
   * @throws UnreadableCertificateException whatever else the bytes are
   */
  public static Certificate parse(byte[] der) throws UnreadableCertificateException {
    if (der.length > MAX_BYTES) {
      throw new UnreadableCertificateException(
          "A certificate of %d bytes is over the limit of %d".formatted(der.length, MAX_BYTES));
    }
    DerShape.check(der);
    try {
      return new Certificate(der.clone(), Description.of(new X509CertificateHolder(der)));
    } catch (java.io.IOException | RuntimeException e) {
      // Bouncy Castle reports bad input with many unchecked exceptions.
      throw new UnreadableCertificateException("This is not an X.509 certificate in DER", e);
    }
  }

  /** A copy of the encoding. */
  public byte[] der() {
    return der.clone();
  }

  /** SHA-256 of the DER encoding: the certificate's id. */
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /**
   * SHA-256 of the signed part alone. Two encodings that differ in the signature only (anyone can
   * turn one valid ECDSA signature into another) are the same certificate to whoever revokes it.
   */
  public Fingerprint contentFingerprint() {
    return description.contentFingerprint();
  }

  /** The subject as RFC 4514 text, safe to show; empty for an empty name. */
  public String subject() {
    return description.subject();
  }

  /** The issuer as RFC 4514 text, safe to show. */
  public String issuer() {
    return description.issuer();
  }

  /** The subject for finding issuers. */
  public ChainingName subjectName() {
    return description.subjectName();
  }

  /** The issuer for finding issuers. */
  public ChainingName issuerName() {
    return description.issuerName();
  }

  /** The serial number in lower-case hex, without leading zeros. */
  public String serial() {
    return description.serial();
  }

  /** Such as {@code DNS:api.example.com}, {@code IP:192.0.2.1}; safe to show, 100 at most. */
  public List<String> subjectAlternativeNames() {
    return description.subjectAlternativeNames();
  }

  public Instant notBefore() {
    return description.notBefore();
  }

  public Instant notAfter() {
    return description.notAfter();
  }

  /** Whether {@code instant} lies within notBefore and notAfter, both inclusive. */
  public boolean isValidAt(Instant instant) {
    return !instant.isBefore(notBefore()) && !instant.isAfter(notAfter());
  }

  /** {@code RSA}, {@code EC}, {@code Ed25519}, {@code DSA}, or the algorithm's OID. */
  public String keyAlgorithm() {
    return description.keyAlgorithm();
  }

  /** The key's strength-giving size in bits; 0 where it is not known. */
  public int keySize() {
    return description.keySize();
  }

  /** Whether the basic constraints say that this is a CA. */
  public boolean isCa() {
    return description.ca();
  }

  /** Whether subject and issuer are the same name. */
  public boolean isSelfIssued() {
    return subjectName().equals(issuerName());
  }

  /**
   * The OIDs of the extended key usage; nothing where the extension is absent, an empty list where
   * it is empty or cannot be read.
   */
  public Optional<List<String>> extendedKeyUsages() {
    return description.extendedKeyUsages();
  }

  /** Whether the key usage is absent or has digitalSignature; false where it cannot be read. */
  public boolean permitsDigitalSignature() {
    return description.permitsDigitalSignature();
  }

  /**
   * The first 8 bytes of SHA-256 over the subject's DER: finds similar certificates for a better
   * message, decides nothing.
   */
  public long subjectHash() {
    return description.subjectHash();
  }

  /** The issuer's name, hashed as {@link #subjectHash()} hashes a subject. */
  public long issuerHash() {
    return description.issuerHash();
  }

  /**
   * Whether this one's name and key are those that the other was issued under, as far as the
   * signature's algorithm is known. For a picture of a chain: what a request may do is decided in
   * {@code pki.trust}.
   */
  public boolean seemsIssuerOf(Certificate other) {
    return ChainLink.issued(this, other);
  }

  /** The first 8 bytes of SHA-256 over the SubjectPublicKeyInfo's DER: likewise. */
  public long keyHash() {
    return description.keyHash();
  }

  /** What deserves a look: weak key, usage without clientAuth, expiring within 30 days. */
  public List<CertificateWarning> warnings(Instant now) {
    return Warnings.of(this, now);
  }

  public String toPem() {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Certificate that
        && fingerprint.equals(that.fingerprint)
        && Arrays.equals(der, that.der);
  }

  @Override
  public int hashCode() {
    return fingerprint.hashCode();
  }

  @Override
  public String toString() {
    return "Certificate[" + fingerprint + ", " + subject() + "]";
  }
}
