package dev.countersign.pki.certificate;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A distinguished name as RFC 5280, section 7.1, compares it: case, spacing and string type do not
 * count. It finds candidates for an issuer and decides nothing: nobody is trusted by name.
 *
 * @param digest SHA-256 of the normalised name
 */
public record ChainingName(Fingerprint digest) {

  static ChainingName of(X500Name name) {
    StringBuilder text = new StringBuilder();
    for (RDN rdn : name.getRDNs()) {
      List<String> attributes = new ArrayList<>(rdn.size());
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        attributes.add(attribute.getType().getId() + "=" + normalised(attribute.getValue()));
      }
      Collections.sort(attributes);
      // Lengths in front, so that no value can pretend to be the next attribute.
      attributes.forEach(
          attribute -> text.append(attribute.length()).append(':').append(attribute));
      text.append('/');
    }
    return new ChainingName(Fingerprint.of(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static String normalised(ASN1Encodable value) {
    if (value instanceof ASN1String string) {
      String folded = Normalizer.normalize(string.getString(), Normalizer.Form.NFKC);
      String lower = folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
      return String.join(
          " ", Arrays.stream(lower.split(" +")).filter(word -> !word.isEmpty()).toList());
    }
    try {
      return "#" + HexFormat.of().formatHex(value.toASN1Primitive().getEncoded("DER"));
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException("A name's attribute cannot be encoded", e);
    }
  }
}
