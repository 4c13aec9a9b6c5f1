package dev.countersign.pki.certificate;

import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/** What a DER encoding that is no certificate may be, told by its first elements. */
enum DerKind {
  /** PKCS#8, PKCS#1, SEC1, encrypted PKCS#8, or a PKCS#12 store, which holds one. */
  PRIVATE_KEY,
  PUBLIC_KEY,
  OTHER,
  NOT_DER;

  static DerKind of(byte[] content) {
    try {
      DerShape.check(content);
      return kindOf(ASN1Primitive.fromByteArray(content));
    } catch (UnreadableCertificateException | java.io.IOException | RuntimeException e) {
      return NOT_DER;
    }
  }

  private static DerKind kindOf(ASN1Primitive content) {
    if (!(content instanceof ASN1Sequence whole) || whole.size() < 2) {
      return OTHER;
    }
    if (whole.getObjectAt(0) instanceof ASN1Integer) {
      return PRIVATE_KEY;
    }
    if (whole.getObjectAt(0) instanceof ASN1Sequence algorithm
        && algorithm.size() > 0
        && algorithm.getObjectAt(0) instanceof ASN1ObjectIdentifier) {
      if (whole.getObjectAt(1) instanceof ASN1OctetString) {
        return PRIVATE_KEY;
      }
      return whole.getObjectAt(1) instanceof ASN1BitString ? PUBLIC_KEY : OTHER;
    }
    return OTHER;
  }
}
