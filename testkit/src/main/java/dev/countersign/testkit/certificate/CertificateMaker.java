package dev.countersign.testkit.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Makes one test certificate; every part can be set, also to what no CA should issue. */
public final class CertificateMaker {
  private static final AtomicLong SERIAL_NUMBERS = new AtomicLong(1);

  private final Map<ASN1ObjectIdentifier, Extension> extensions = new LinkedHashMap<>();
  private final List<GeneralName> alternativeNames = new ArrayList<>();
  private final List<GeneralSubtree> permitted = new ArrayList<>();
  private final List<GeneralSubtree> excluded = new ArrayList<>();
  private X500Name subject;
  private @Nullable TestCertificate issuer;
  private @Nullable X500Name issuerName;
  private @Nullable KeyPair key;
  private @Nullable SubjectPublicKeyInfo publicKey;
  private @Nullable String signatureAlgorithm;
  private KeyKind keyKind = KeyKind.P256;
  private BigInteger serialNumber = BigInteger.valueOf(SERIAL_NUMBERS.getAndIncrement());
  private Instant notBefore =
      Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
  private Instant notAfter = notBefore.plus(Duration.ofDays(365));
  private UnaryOperator<byte[]> tampering = UnaryOperator.identity();

  private CertificateMaker(X500Name subject) {
    this.subject = subject;
  }

  static CertificateMaker ca(String commonName) {
    return new CertificateMaker(commonName(commonName))
        .basicConstraints(true, null)
        .keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
  }

  static CertificateMaker client(String commonName) {
    return new CertificateMaker(commonName(commonName))
        .keyUsage(KeyUsage.digitalSignature)
        .extendedKeyUsage(KeyPurposeId.id_kp_clientAuth.getId());
  }

  static CertificateMaker server(String... names) {
    CertificateMaker maker =
        new CertificateMaker(commonName(names[0]))
            .keyUsage(KeyUsage.digitalSignature)
            .extendedKeyUsage(KeyPurposeId.id_kp_serverAuth.getId());
    for (String name : names) {
      boolean address = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
      maker.alternativeName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }
    return maker;
  }

  CertificateMaker changedBy(Consumer<CertificateMaker> change) {
    change.accept(this);
    return this;
  }

  /** The subject as RFC 4514 text, such as {@code CN=a,O=b}; empty for an empty name. */
  public CertificateMaker subject(String name) {
    subject =
        name.isEmpty() ? new X500Name(new org.bouncycastle.asn1.x500.RDN[0]) : new X500Name(name);
    return this;
  }

  /** The subject as its DER encoding. */
  public CertificateMaker subjectDer(byte[] encoded) {
    subject = X500Name.getInstance(encoded);
    return this;
  }

  /** Signed by this one instead of by itself. */
  public CertificateMaker issuedBy(TestCertificate other) {
    issuer = other;
    return this;
  }

  /** Names another issuer than the one that signs. */
  public CertificateMaker issuerName(String name) {
    issuerName = new X500Name(name);
    return this;
  }

  public CertificateMaker key(KeyKind kind) {
    keyKind = kind;
    return this;
  }

  /** Certifies a key that exists, such as another certificate's. */
  public CertificateMaker key(KeyPair existing) {
    key = existing;
    return this;
  }

  /** Certifies this SubjectPublicKeyInfo, whose private half nobody needs to have. */
  public CertificateMaker publicKey(byte[] encoded) {
    publicKey = SubjectPublicKeyInfo.getInstance(encoded);
    return this;
  }

  /** The JCA name, such as {@code SHA1withRSA}; else SHA-256 with the issuer's kind of key. */
  public CertificateMaker signatureAlgorithm(String name) {
    signatureAlgorithm = name;
    return this;
  }

  public CertificateMaker serialNumber(BigInteger number) {
    serialNumber = number;
    return this;
  }

  public CertificateMaker validFrom(Instant instant) {
    notBefore = instant.truncatedTo(ChronoUnit.SECONDS);
    return this;
  }

  public CertificateMaker validUntil(Instant instant) {
    notAfter = instant.truncatedTo(ChronoUnit.SECONDS);
    return this;
  }

  /** Ended an hour ago. */
  public CertificateMaker expired() {
    Instant now = Instant.now();
    return validFrom(now.minus(Duration.ofDays(30))).validUntil(now.minus(Duration.ofHours(1)));
  }

  /** Begins in an hour. */
  public CertificateMaker notYetValid() {
    Instant now = Instant.now();
    return validFrom(now.plus(Duration.ofHours(1))).validUntil(now.plus(Duration.ofDays(30)));
  }

  public CertificateMaker dnsNames(String... names) {
    Arrays.stream(names).forEach(name -> alternativeName(GeneralName.dNSName, name));
    return this;
  }

  public CertificateMaker ipAddresses(String... addresses) {
    Arrays.stream(addresses).forEach(one -> alternativeName(GeneralName.iPAddress, one));
    return this;
  }

  public CertificateMaker emails(String... addresses) {
    Arrays.stream(addresses).forEach(one -> alternativeName(GeneralName.rfc822Name, one));
    return this;
  }

  public CertificateMaker uris(String... uris) {
    Arrays.stream(uris).forEach(one -> alternativeName(GeneralName.uniformResourceIdentifier, one));
    return this;
  }

  /** One subject alternative name with its tag number (RFC 5280, 4.2.1.6). */
  public CertificateMaker alternativeName(int tag, String name) {
    alternativeNames.add(new GeneralName(tag, name));
    return this;
  }

  /** OIDs; none at all makes an empty extension. */
  public CertificateMaker extendedKeyUsage(String... oids) {
    KeyPurposeId[] purposes =
        Arrays.stream(oids)
            .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)))
            .toArray(KeyPurposeId[]::new);
    return extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
  }

  public CertificateMaker clientAuth() {
    return extendedKeyUsage(KeyPurposeId.id_kp_clientAuth.getId());
  }

  public CertificateMaker serverAuth() {
    return extendedKeyUsage(KeyPurposeId.id_kp_serverAuth.getId());
  }

  /** Bits of {@link KeyUsage}. */
  public CertificateMaker keyUsage(int bits) {
    return extension(Extension.keyUsage, true, new KeyUsage(bits));
  }

  public CertificateMaker pathLength(int length) {
    return basicConstraints(true, length);
  }

  public CertificateMaker basicConstraints(boolean ca, @Nullable Integer pathLength) {
    return extension(
        Extension.basicConstraints,
        true,
        pathLength == null ? new BasicConstraints(ca) : new BasicConstraints(pathLength));
  }

  /** Adds a permitted subtree to the name constraints; tag as in {@link GeneralName}. */
  public CertificateMaker permit(int tag, String name) {
    permitted.add(new GeneralSubtree(new GeneralName(tag, name)));
    return this;
  }

  public CertificateMaker permitDns(String domain) {
    return permit(GeneralName.dNSName, domain);
  }

  /** Adds an excluded subtree to the name constraints; tag as in {@link GeneralName}. */
  public CertificateMaker exclude(int tag, String name) {
    excluded.add(new GeneralSubtree(new GeneralName(tag, name)));
    return this;
  }

  public CertificateMaker excludeDns(String domain) {
    return exclude(GeneralName.dNSName, domain);
  }

  /** Any extension, with any bytes as its value. */
  public CertificateMaker extension(String oid, boolean critical, byte[] value) {
    ASN1ObjectIdentifier id = new ASN1ObjectIdentifier(oid);
    extensions.put(id, new Extension(id, critical, value.clone()));
    return this;
  }

  public CertificateMaker without(String oid) {
    extensions.remove(new ASN1ObjectIdentifier(oid));
    return this;
  }

  /** Without key usage and extended key usage. */
  public CertificateMaker withoutUsage() {
    return without(Extension.keyUsage.getId()).without(Extension.extendedKeyUsage.getId());
  }

  /** Changes the finished encoding. */
  public CertificateMaker tampered(UnaryOperator<byte[]> change) {
    tampering = change;
    return this;
  }

  /** Breaks the signature: the last byte is another. */
  public CertificateMaker withBrokenSignature() {
    return tampered(der -> {
      der[der.length - 1] ^= 1;
      return der;
    });
  }

  private CertificateMaker extension(
      ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    try {
      extensions.put(oid, new Extension(oid, critical, value.toASN1Primitive().getEncoded("DER")));
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  TestCertificate make() {
    if (!alternativeNames.isEmpty()) {
      extension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(alternativeNames.toArray(GeneralName[]::new)));
    }
    if (!permitted.isEmpty() || !excluded.isEmpty()) {
      extension(Extension.nameConstraints, true, nameConstraints());
    }
    KeyPair own = key != null ? key : keyKind.generate();
    KeyPair signing = issuer != null ? issuer.key() : own;
    try {
      X509v3CertificateBuilder builder =
          new X509v3CertificateBuilder(
              issuerName(),
              serialNumber,
              Date.from(notBefore),
              Date.from(notAfter),
              subject,
              publicKey != null
                  ? publicKey
                  : SubjectPublicKeyInfo.getInstance(own.getPublic().getEncoded()));
      for (Extension extension : extensions.values()) {
        builder.addExtension(extension);
      }
      byte[] der = builder.build(signer(signing)).getEncoded();
      return new TestCertificate(tampering.apply(der), own, issuer);
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private NameConstraints nameConstraints() {
    return new NameConstraints(
        permitted.isEmpty() ? null : permitted.toArray(GeneralSubtree[]::new),
        excluded.isEmpty() ? null : excluded.toArray(GeneralSubtree[]::new));
  }

  private X500Name issuerName() throws IOException {
    if (issuerName != null) {
      return issuerName;
    }
    return issuer != null ? new X509CertificateHolder(issuer.der()).getSubject() : subject;
  }

  private ContentSigner signer(KeyPair signing) throws OperatorCreationException {
    String algorithm =
        signatureAlgorithm != null ? signatureAlgorithm : KeyKind.signatureAlgorithmOf(signing);
    JcaContentSignerBuilder builder = new JcaContentSignerBuilder(algorithm);
    if (algorithm.endsWith("MGF1")) {
      // The JDK knows RSA-PSS by another name.
      builder.setProvider(new BouncyCastleProvider());
    }
    return builder.build(signing.getPrivate());
  }

  private static X500Name commonName(String name) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
  }
}
