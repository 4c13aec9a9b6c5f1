package dev.countersign.pki.trust;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyMappings;
import org.jspecify.annotations.Nullable;

/** The extensions that path validation knows, parsed; the first that does not parse is named. */
final class RecognisedExtensions {
  private static final Map<ASN1ObjectIdentifier, Function<ASN1Encodable, Object>> PARSERS =
      Map.ofEntries(
          Map.entry(Extension.basicConstraints, BasicConstraints::getInstance),
          Map.entry(Extension.keyUsage, RecognisedExtensions::keyUsage),
          Map.entry(Extension.extendedKeyUsage, RecognisedExtensions::extendedKeyUsage),
          Map.entry(Extension.nameConstraints, NameConstraints::getInstance),
          Map.entry(Extension.subjectAlternativeName, GeneralNames::getInstance),
          Map.entry(Extension.issuerAlternativeName, GeneralNames::getInstance),
          Map.entry(Extension.certificatePolicies, CertificatePolicies::getInstance),
          Map.entry(Extension.policyMappings, PolicyMappings::getInstance),
          Map.entry(Extension.policyConstraints, PolicyConstraints::getInstance),
          Map.entry(Extension.inhibitAnyPolicy, org.bouncycastle.asn1.ASN1Integer::getInstance),
          Map.entry(Extension.cRLDistributionPoints, RecognisedExtensions::distributionPoints),
          Map.entry(Extension.authorityInfoAccess, AuthorityInformationAccess::getInstance),
          Map.entry(Extension.authorityKeyIdentifier, AuthorityKeyIdentifier::getInstance),
          Map.entry(Extension.subjectKeyIdentifier, ASN1OctetString::getInstance));

  private final Map<ASN1ObjectIdentifier, Object> parsed;
  private final @Nullable String malformed;

  private RecognisedExtensions(
      Map<ASN1ObjectIdentifier, Object> parsed, @Nullable String malformed) {
    this.parsed = parsed;
    this.malformed = malformed;
  }

  static RecognisedExtensions of(@Nullable Extensions extensions) {
    Map<ASN1ObjectIdentifier, Object> parsed = new java.util.HashMap<>();
    String malformed = null;
    if (extensions != null) {
      for (ASN1ObjectIdentifier oid : extensions.getExtensionOIDs()) {
        Function<ASN1Encodable, Object> parser = PARSERS.get(oid);
        if (parser == null) {
          continue;
        }
        try {
          parsed.put(oid, parser.apply(extensions.getExtensionParsedValue(oid)));
        } catch (RuntimeException e) {
          // Bouncy Castle reports bad input with many unchecked exceptions.
          malformed = malformed == null ? oid.getId() : malformed;
        }
      }
    }
    return new RecognisedExtensions(parsed, malformed);
  }

  static boolean isRecognised(ASN1ObjectIdentifier oid) {
    return PARSERS.containsKey(oid);
  }

  private static KeyUsage keyUsage(ASN1Encodable value) {
    return KeyUsage.getInstance(org.bouncycastle.asn1.ASN1BitString.getInstance(value));
  }

  /** An empty one can be read: it allows nothing, which is the leaf's usage to judge. */
  private static ASN1Sequence extendedKeyUsage(ASN1Encodable value) {
    ASN1Sequence purposes = ASN1Sequence.getInstance(value);
    purposes.forEach(ASN1ObjectIdentifier::getInstance);
    return purposes;
  }

  private static CRLDistPoint distributionPoints(ASN1Encodable value) {
    CRLDistPoint points = CRLDistPoint.getInstance(value);
    points.getDistributionPoints();
    return points;
  }

  /** The OID of an extension that cannot be read. */
  @Nullable String malformed() {
    return malformed;
  }

  @Nullable BasicConstraints basicConstraints() {
    return (BasicConstraints) parsed.get(Extension.basicConstraints);
  }

  @Nullable KeyUsage keyUsage() {
    return (KeyUsage) parsed.get(Extension.keyUsage);
  }

  @Nullable NameConstraints nameConstraints() {
    return (NameConstraints) parsed.get(Extension.nameConstraints);
  }

  @Nullable AuthorityKeyIdentifier authorityKeyIdentifier() {
    return (AuthorityKeyIdentifier) parsed.get(Extension.authorityKeyIdentifier);
  }

  @Nullable ASN1OctetString subjectKeyIdentifier() {
    return (ASN1OctetString) parsed.get(Extension.subjectKeyIdentifier);
  }

  @Nullable CertificatePolicies policies() {
    return (CertificatePolicies) parsed.get(Extension.certificatePolicies);
  }

  List<GeneralName> alternativeNames() {
    GeneralNames names = (GeneralNames) parsed.get(Extension.subjectAlternativeName);
    return names == null ? List.of() : Arrays.asList(names.getNames());
  }
}
