package dev.countersign.pki.certificate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;

/** Subject alternative names as a person reads them. */
final class AlternativeNames {
  private static final int MAX_SHOWN = 100;

  private AlternativeNames() {}

  static List<String> of(X509CertificateHolder certificate) {
    Extension extension = certificate.getExtension(Extension.subjectAlternativeName);
    if (extension == null) {
      return List.of();
    }
    try {
      GeneralName[] names = GeneralNames.getInstance(extension.getParsedValue()).getNames();
      return Arrays.stream(names).limit(MAX_SHOWN).map(AlternativeNames::text).toList();
    } catch (RuntimeException malformed) {
      return List.of();
    }
  }

  private static String text(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.dNSName -> "DNS:" + string(name);
      case GeneralName.rfc822Name -> "email:" + string(name);
      case GeneralName.uniformResourceIdentifier -> "URI:" + string(name);
      case GeneralName.iPAddress -> "IP:" + address(name);
      case GeneralName.directoryName -> "DN:" + NameText.of(X500Name.getInstance(name.getName()));
      case GeneralName.registeredID ->
          "OID:" + DisplayText.of(ASN1ObjectIdentifier.getInstance(name.getName()).getId());
      default -> "other:" + name.getTagNo();
    };
  }

  private static String string(GeneralName name) {
    return DisplayText.of(((ASN1String) name.getName()).getString());
  }

  private static String address(GeneralName name) {
    byte[] octets = ASN1OctetString.getInstance(name.getName()).getOctets();
    try {
      return InetAddress.getByAddress(octets).getHostAddress();
    } catch (UnknownHostException wrongLength) {
      return DisplayText.of(HexFormat.of().formatHex(octets));
    }
  }
}
