package dev.countersign.pki.issue;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.CertificateFile;
import dev.countersign.pki.certificate.CertificateFileException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;

/** A certificate with its private key: what a server or a gateway presents as its own. */
public final class HeldCertificate {
  private final Certificate certificate;
  private final List<Certificate> chain;
  private final PrivateKey privateKey;

  private HeldCertificate(Certificate certificate, List<Certificate> chain, PrivateKey privateKey) {
    this.certificate = certificate;
    this.chain = List.copyOf(chain);
    this.privateKey = privateKey;
  }

  /**
   * Puts a certificate, its issuers and its key together.
   *
   * @param issuers nearest first, without the certificate itself
   * @throws IllegalArgumentException when the key does not belong to the certificate
   */
  public static HeldCertificate of(
      Certificate certificate, List<Certificate> issuers, PrivateKey privateKey) {
    KeyPairs.requireMatch(privateKey, x509(certificate).getPublicKey());
    return new HeldCertificate(certificate, issuers, privateKey);
  }

  /**
   * Reads a certificate, optionally followed by its issuers, and its unencrypted private key
   * (PKCS#8, PKCS#1 or SEC1).
   *
   * @throws CertificateFileException when the certificate part cannot be read
   * @throws IllegalArgumentException when the key cannot be read or belongs to another certificate
   */
  public static HeldCertificate readPem(String certificatePem, String privateKeyPem)
      throws CertificateFileException {
    CertificateFile file = CertificateFile.read(certificatePem.getBytes(StandardCharsets.UTF_8));
    return of(file.certificate(), file.chain(), KeyPairs.readPrivateKey(privateKeyPem));
  }

  public Certificate certificate() {
    return certificate;
  }

  /** The certificate's issuers as far as they are held, nearest first. */
  public List<Certificate> chain() {
    return chain;
  }

  public PrivateKey privateKey() {
    return privateKey;
  }

  /** The certificate for the JDK's and Netty's TLS. */
  public X509Certificate x509() {
    return x509(certificate);
  }

  /** The certificate and its issuers for the JDK's and Netty's TLS. */
  public List<X509Certificate> x509Chain() {
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(certificate), chain.stream())
        .map(HeldCertificate::x509)
        .toList();
  }

  /** The certificate and its issuers as PEM. */
  public String certificatePem() {
    return certificate.toPem()
        + chain.stream().map(Certificate::toPem).collect(Collectors.joining());
  }

  /** The private key as PKCS#8 PEM, unencrypted: write it with mode 0600 and nowhere else. */
  public String privateKeyPem() {
    return KeyPairs.toPem(privateKey);
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "HeldCertificate[" + certificate + "]";
  }

  static X509Certificate x509(Certificate certificate) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(certificate.der()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The JDK cannot read " + certificate, e);
    }
  }
}
