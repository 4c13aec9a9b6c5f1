package dev.countersign.testkit.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;

/** Writes a certificate's ECDSA signature in its other valid way. */
final class RewrittenSignature {

  private RewrittenSignature() {}

  static byte[] of(byte[] der, TestCertificate issuer) {
    BigInteger order = ((ECPublicKey) issuer.key().getPublic()).getParams().getOrder();
    ASN1Sequence certificate = ASN1Sequence.getInstance(der);
    ASN1Sequence signature =
        ASN1Sequence.getInstance(DERBitString.getInstance(certificate.getObjectAt(2)).getOctets());
    BigInteger s = ASN1Integer.getInstance(signature.getObjectAt(1)).getValue();
    try {
      byte[] other =
          new DERSequence(
                  new ASN1Encodable[] {
                    signature.getObjectAt(0), new ASN1Integer(order.subtract(s))
                  })
              .getEncoded();
      return new DERSequence(
              new ASN1Encodable[] {
                certificate.getObjectAt(0), certificate.getObjectAt(1), new DERBitString(other)
              })
          .getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
