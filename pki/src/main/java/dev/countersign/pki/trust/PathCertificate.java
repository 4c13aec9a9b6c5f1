package dev.countersign.pki.trust;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.jspecify.annotations.Nullable;

/** A certificate taken apart for path validation. */
final class PathCertificate {
  private final Certificate certificate;
  private final org.bouncycastle.asn1.x509.Certificate structure;
  private final RecognisedExtensions extensions;
  private final Fingerprint keyFingerprint;

  private PathCertificate(
      Certificate certificate,
      org.bouncycastle.asn1.x509.Certificate structure,
      Fingerprint keyFingerprint) {
    this.certificate = certificate;
    this.structure = structure;
    this.extensions = RecognisedExtensions.of(structure.getTBSCertificate().getExtensions());
    this.keyFingerprint = keyFingerprint;
  }

  static PathCertificate of(Certificate certificate) {
    var structure = org.bouncycastle.asn1.x509.Certificate.getInstance(certificate.der());
    try {
      return new PathCertificate(
          certificate,
          structure,
          Fingerprint.of(structure.getSubjectPublicKeyInfo().getEncoded("DER")));
    } catch (IOException e) {
      throw new IllegalStateException("A certificate that was read can be written", e);
    }
  }

  Certificate certificate() {
    return certificate;
  }

  RecognisedExtensions extensions() {
    return extensions;
  }

  org.bouncycastle.asn1.x509.Certificate structure() {
    return structure;
  }

  SubjectPublicKeyInfo key() {
    return structure.getSubjectPublicKeyInfo();
  }

  Fingerprint keyFingerprint() {
    return keyFingerprint;
  }

  X500Name subject() {
    return structure.getSubject();
  }

  byte[] signedPart() {
    try {
      return structure.getTBSCertificate().getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("A certificate that was read can be written", e);
    }
  }

  /** Whether the bytes are the one DER encoding of what they say. */
  boolean isDer() {
    try {
      return Arrays.equals(certificate.der(), structure.getEncoded("DER"));
    } catch (IOException e) {
      return false;
    }
  }

  /** RFC 5280, 4.1.1.2: the field outside of the signed part must repeat the one inside. */
  boolean signatureAlgorithmsAgree() {
    TBSCertificate signed = structure.getTBSCertificate();
    return signed
        .getSignature()
        .toASN1Primitive()
        .equals(structure.getSignatureAlgorithm().toASN1Primitive());
  }

  Set<String> unknownCriticalExtensions() {
    Set<String> unknown = new TreeSet<>();
    Extensions all = structure.getTBSCertificate().getExtensions();
    if (all != null) {
      for (ASN1ObjectIdentifier oid : all.getCriticalExtensionOIDs()) {
        if (!RecognisedExtensions.isRecognised(oid)) {
          unknown.add(oid.getId());
        }
      }
    }
    return unknown;
  }

  boolean isCa() {
    return extensions.basicConstraints() != null && extensions.basicConstraints().isCA();
  }

  @Nullable BigInteger pathLength() {
    return isCa() && extensions.basicConstraints() != null
        ? extensions.basicConstraints().getPathLenConstraint()
        : null;
  }

  List<GeneralName> alternativeNames() {
    return extensions.alternativeNames();
  }

  /**
   * Whether the key identifiers say that this one's key did not sign {@code child}. A hint for the
   * order of the search and for the message, never a reason to refuse.
   */
  boolean keyIdentifierContradicts(PathCertificate child) {
    AuthorityKeyIdentifier named = child.extensions.authorityKeyIdentifier();
    ASN1OctetString own = extensions.subjectKeyIdentifier();
    return named != null
        && named.getKeyIdentifierObject() != null
        && own != null
        && !named.getKeyIdentifierObject().equals(own);
  }

  boolean has(ASN1ObjectIdentifier extension) {
    Extensions all = structure.getTBSCertificate().getExtensions();
    return all != null && all.getExtension(extension) != null;
  }

  static boolean isCritical(@Nullable Extension extension) {
    return extension != null && extension.isCritical();
  }
}
