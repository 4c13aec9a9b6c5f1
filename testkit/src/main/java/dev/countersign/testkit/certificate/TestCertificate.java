package dev.countersign.testkit.certificate;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its private key and its issuer, made for a test.
 *
 * <pre>{@code
 * TestCertificate root = TestCertificate.ca("Root");
 * TestCertificate issuing = root.issueCa("Issuing", ca -> ca.pathLength(0));
 * TestCertificate client = issuing.issueClient("client-1", leaf -> leaf.expired());
 * }</pre>
 */
public final class TestCertificate {
  private final byte[] der;
  private final KeyPair key;
  private final @Nullable TestCertificate issuer;

  TestCertificate(byte[] der, KeyPair key, @Nullable TestCertificate issuer) {
    this.der = der;
    this.key = key;
    this.issuer = issuer;
  }

  /** A self-signed CA. */
  public static TestCertificate ca(String commonName) {
    return ca(commonName, unchanged -> {});
  }

  /** A self-signed CA, changed. */
  public static TestCertificate ca(String commonName, Consumer<CertificateMaker> change) {
    return CertificateMaker.ca(commonName).changedBy(change).make();
  }

  /** A client certificate that vouches for itself. */
  public static TestCertificate selfSigned(String commonName) {
    return selfSigned(commonName, unchanged -> {});
  }

  public static TestCertificate selfSigned(String commonName, Consumer<CertificateMaker> change) {
    return CertificateMaker.client(commonName).changedBy(change).make();
  }

  /** A CA under this one. */
  public TestCertificate issueCa(String commonName) {
    return issueCa(commonName, unchanged -> {});
  }

  public TestCertificate issueCa(String commonName, Consumer<CertificateMaker> change) {
    return CertificateMaker.ca(commonName).issuedBy(this).changedBy(change).make();
  }

  /** A client certificate: digitalSignature, clientAuth. */
  public TestCertificate issueClient(String commonName) {
    return issueClient(commonName, unchanged -> {});
  }

  public TestCertificate issueClient(String commonName, Consumer<CertificateMaker> change) {
    return CertificateMaker.client(commonName).issuedBy(this).changedBy(change).make();
  }

  /** A server certificate for these DNS names and IP addresses: serverAuth. */
  public TestCertificate issueServer(String... names) {
    return CertificateMaker.server(names).issuedBy(this).make();
  }

  public TestCertificate issueServer(String name, Consumer<CertificateMaker> change) {
    return CertificateMaker.server(name).issuedBy(this).changedBy(change).make();
  }

  public byte[] der() {
    return der.clone();
  }

  /** The lower-case hex SHA-256 of the DER: the certificate's id in the product. */
  public String fingerprint() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public KeyPair key() {
    return key;
  }

  public PrivateKey privateKey() {
    return key.getPrivate();
  }

  /** This certificate and its issuers, without the self-signed root: what a client sends. */
  public List<TestCertificate> chain() {
    List<TestCertificate> chain = new ArrayList<>();
    for (TestCertificate at = this; at != null; at = at.issuer) {
      if (at.issuer != null || at == this) {
        chain.add(at);
      }
    }
    return List.copyOf(chain);
  }

  /**
   * The same certificate with its ECDSA signature (r, s) written as (r, n - s). Anyone can do so
   * without the issuer's key: it verifies as before, and has another fingerprint.
   */
  public TestCertificate withRewrittenSignature() {
    return new TestCertificate(RewrittenSignature.of(der, requireNonNull(issuer)), key, issuer);
  }

  /** As PEM. */
  public String pem() {
    return block("CERTIFICATE", der);
  }

  /** {@link #chain()} as PEM. */
  public String chainPem() {
    return chain().stream().map(TestCertificate::pem).collect(Collectors.joining());
  }

  /** The private key as unencrypted PKCS#8 PEM. */
  public String privateKeyPem() {
    return block("PRIVATE KEY", key.getPrivate().getEncoded());
  }

  /** For the JDK's TLS. Fails for certificates that are wrong in a way that the JDK minds. */
  public X509Certificate x509() {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK does not read this certificate", e);
    }
  }

  /** {@link #chain()} for the JDK's TLS. */
  public X509Certificate[] x509Chain() {
    return chain().stream().map(TestCertificate::x509).toArray(X509Certificate[]::new);
  }

  /** A PKCS#12 key store in memory with the chain and the key, under this password. */
  public KeyStore keyStore(char[] password) {
    return keyStore(password, x509Chain());
  }

  /** Likewise, presenting these certificates instead of the chain. */
  public KeyStore keyStore(char[] password, X509Certificate... presented) {
    try {
      KeyStore store = emptyStore();
      store.setKeyEntry("key", key.getPrivate(), password, presented);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A key store in memory that trusts this certificate. */
  public KeyStore trustStore() {
    try {
      KeyStore store = emptyStore();
      store.setCertificateEntry("trusted", x509());
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String block(String label, byte[] content) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(
            label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), label);
  }

  @Override
  public String toString() {
    return "TestCertificate[" + fingerprint() + "]";
  }
}
