package dev.countersign.pki.issue;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.UnreadableCertificateException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.RFC4519Style;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A small CA for the product's own connections: P-256, SHA-256, issues leaves only. Its private key
 * leaves it through {@link #held()} alone.
 */
public final class CertificateAuthority {
  private static final SecureRandom RANDOM = new SecureRandom();
  // Clocks of two machines differ a little.
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final HeldCertificate held;
  private final InstantSource clock;

  private CertificateAuthority(HeldCertificate held, InstantSource clock) {
    this.held = held;
    this.clock = clock;
  }

  /** Makes a new CA with a new key, valid from now for this long. It issues leaves alone. */
  public static CertificateAuthority create(
      String commonName, InstantSource clock, Duration lifetime) {
    return create(commonName, clock, lifetime, 0);
  }

  /** Makes a new CA that may have intermediate ones under it, one deep: for the demo. */
  public static CertificateAuthority createRoot(
      String commonName, InstantSource clock, Duration lifetime) {
    return create(commonName, clock, lifetime, 1);
  }

  private static CertificateAuthority create(
      String commonName, InstantSource clock, Duration lifetime, int pathLength) {
    KeyPair key = KeyPairs.generate();
    X500Name name = name(commonName);
    try {
      X509v3CertificateBuilder certificate =
          builder(
              name, name, publicKey(key.getPublic().getEncoded()), clock.instant(), lifetime, null);
      certificate
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key.getPublic()));
      Certificate self = sign(certificate, key.getPrivate());
      return new CertificateAuthority(HeldCertificate.of(self, List.of(), key.getPrivate()), clock);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("A CA certificate could not be made", e);
    }
  }

  /**
   * A CA that was made before.
   *
   * @throws IllegalArgumentException when the certificate is no CA's
   */
  public static CertificateAuthority restore(HeldCertificate held, InstantSource clock) {
    if (!held.certificate().isCa()) {
      throw new IllegalArgumentException("Not a CA: " + held.certificate());
    }
    return new CertificateAuthority(held, clock);
  }

  /** The CA's own certificate: what the others trust. */
  public Certificate certificate() {
    return held.certificate();
  }

  /** Certificate and key, to be kept sealed and given to {@link #restore} later. */
  public HeldCertificate held() {
    return held;
  }

  /**
   * A server certificate with a new key.
   *
   * @param names DNS names and IP addresses; the first is the common name too
   */
  public HeldCertificate issueServer(List<String> names, Duration lifetime) {
    KeyPair key = KeyPairs.generate();
    Certificate certificate =
        issue(
            name(names.getFirst()),
            publicKey(key.getPublic().getEncoded()),
            KeyPurposeId.id_kp_serverAuth,
            new GeneralNames(
                names.stream().map(CertificateAuthority::generalName).toArray(GeneralName[]::new)),
            lifetime);
    return HeldCertificate.of(certificate, List.of(certificate()), key.getPrivate());
  }

  /**
   * An intermediate CA with a new key under this one.
   *
   * @throws IllegalStateException when this CA's own certificate allows none: {@link #createRoot}
   */
  public CertificateAuthority issueAuthority(String commonName, Duration lifetime) {
    if (held.x509().getBasicConstraints() < 1) {
      throw new IllegalStateException("This CA may issue leaves alone: " + certificate());
    }
    KeyPair key = KeyPairs.generate();
    SubjectPublicKeyInfo publicKey = publicKey(key.getPublic().getEncoded());
    try {
      X509v3CertificateBuilder certificate =
          builder(
              subject(),
              name(commonName),
              publicKey,
              clock.instant(),
              lifetime,
              certificate().notAfter());
      certificate
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      addKeyIdentifiers(certificate, publicKey);
      Certificate intermediate = sign(certificate, held.privateKey());
      return new CertificateAuthority(
          HeldCertificate.of(intermediate, List.of(certificate()), key.getPrivate()), clock);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("A CA certificate could not be issued", e);
    }
  }

  /** A client certificate over the request's key. Of the request nothing else is taken over. */
  public Certificate issueClient(SigningRequest request, String commonName, Duration lifetime) {
    return issue(
        name(commonName),
        request.request().getSubjectPublicKeyInfo(),
        KeyPurposeId.id_kp_clientAuth,
        null,
        lifetime);
  }

  private Certificate issue(
      X500Name subject,
      SubjectPublicKeyInfo publicKey,
      KeyPurposeId purpose,
      @org.jspecify.annotations.Nullable GeneralNames names,
      Duration lifetime) {
    try {
      X509v3CertificateBuilder certificate =
          builder(
              subject(), subject, publicKey, clock.instant(), lifetime, certificate().notAfter());
      certificate
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      addKeyIdentifiers(certificate, publicKey);
      if (names != null) {
        certificate.addExtension(Extension.subjectAlternativeName, false, names);
      }
      return sign(certificate, held.privateKey());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("A certificate could not be issued", e);
    }
  }

  private X500Name subject() throws IOException {
    return X500Name.getInstance(
        new X509CertificateHolder(certificate().der()).getSubject().getEncoded());
  }

  private void addKeyIdentifiers(X509v3CertificateBuilder certificate, SubjectPublicKeyInfo key)
      throws IOException, GeneralSecurityException {
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    certificate
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            identifiers.createAuthorityKeyIdentifier(held.x509().getPublicKey()))
        .addExtension(
            Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer,
      X500Name subject,
      SubjectPublicKeyInfo key,
      Instant now,
      Duration lifetime,
      @org.jspecify.annotations.Nullable Instant noLaterThan) {
    Instant from = now.minus(CLOCK_SKEW).truncatedTo(ChronoUnit.SECONDS);
    Instant until = now.plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    Instant end = noLaterThan != null && noLaterThan.isBefore(until) ? noLaterThan : until;
    return new X509v3CertificateBuilder(
        issuer, serialNumber(), Date.from(from), Date.from(end), subject, key);
  }

  private static Certificate sign(
      X509v3CertificateBuilder certificate, java.security.PrivateKey key) {
    try {
      return Certificate.parse(
          certificate
              .build(new JcaContentSignerBuilder(KeyPairs.signatureAlgorithm(key)).build(key))
              .getEncoded());
    } catch (OperatorCreationException | IOException | UnreadableCertificateException e) {
      throw new IllegalStateException("A certificate could not be signed", e);
    }
  }

  private static SubjectPublicKeyInfo publicKey(byte[] encoded) {
    return SubjectPublicKeyInfo.getInstance(encoded);
  }

  private static BigInteger serialNumber() {
    return new BigInteger(127, RANDOM).setBit(126);
  }

  private static X500Name name(String commonName) {
    return new X500NameBuilder(RFC4519Style.INSTANCE).addRDN(RFC4519Style.cn, commonName).build();
  }

  private static GeneralName generalName(String name) {
    boolean address = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "CertificateAuthority[" + certificate() + "]";
  }
}
