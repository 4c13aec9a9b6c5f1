package dev.countersign.pki.certificate;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * A distinguished name as RFC 4514 writes it, the last relative name first. Looks at no more of a
 * name than is shown, because whoever made the certificate chose its length.
 */
final class NameText {
  private static final String ESCAPED = ",+\"\\<>;";
  private static final Map<ASN1ObjectIdentifier, String> TYPES =
      Map.ofEntries(
          Map.entry(BCStyle.CN, "CN"),
          Map.entry(BCStyle.O, "O"),
          Map.entry(BCStyle.OU, "OU"),
          Map.entry(BCStyle.C, "C"),
          Map.entry(BCStyle.L, "L"),
          Map.entry(BCStyle.ST, "ST"),
          Map.entry(BCStyle.STREET, "STREET"),
          Map.entry(BCStyle.DC, "DC"),
          Map.entry(BCStyle.UID, "UID"),
          Map.entry(BCStyle.SERIALNUMBER, "serialNumber"),
          Map.entry(BCStyle.EmailAddress, "emailAddress"));

  private NameText() {}

  static String of(X500Name name) {
    RDN[] rdns = name.getRDNs();
    StringBuilder text = new StringBuilder();
    for (int i = rdns.length - 1; i >= 0 && text.length() <= DisplayText.MAX_LENGTH; i--) {
      text.append(text.isEmpty() ? "" : ",").append(text(rdns[i]));
    }
    return DisplayText.of(text.toString());
  }

  private static String text(RDN rdn) {
    return Arrays.stream(rdn.getTypesAndValues())
        .limit(8)
        .map(NameText::text)
        .collect(Collectors.joining("+"));
  }

  private static String text(AttributeTypeAndValue attribute) {
    ASN1ObjectIdentifier type = attribute.getType();
    return TYPES.getOrDefault(type, type.getId()) + "=" + value(attribute.getValue());
  }

  private static String value(ASN1Encodable value) {
    if (value instanceof ASN1String string) {
      return escaped(bounded(string.getString()));
    }
    try {
      return bounded("#" + HexFormat.of().formatHex(value.toASN1Primitive().getEncoded("DER")));
    } catch (IOException e) {
      return "#";
    }
  }

  private static String bounded(String value) {
    return value.length() > DisplayText.MAX_LENGTH
        ? value.substring(0, DisplayText.MAX_LENGTH)
        : value;
  }

  private static String escaped(String value) {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean edgeSpace = c == ' ' && (i == 0 || i == value.length() - 1);
      if (ESCAPED.indexOf(c) >= 0 || edgeSpace || (c == '#' && i == 0)) {
        text.append('\\');
      }
      text.append(c);
    }
    return text.toString();
  }
}
