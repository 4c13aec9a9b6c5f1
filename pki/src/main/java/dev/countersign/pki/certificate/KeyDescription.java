package dev.countersign.pki.certificate;

import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A public key's algorithm and size, without building the key. */
record KeyDescription(String algorithm, int size) {
  private static final Map<ASN1ObjectIdentifier, KeyDescription> FIXED =
      Map.of(
          EdECObjectIdentifiers.id_Ed25519, new KeyDescription("Ed25519", 256),
          EdECObjectIdentifiers.id_Ed448, new KeyDescription("Ed448", 456),
          X9ObjectIdentifiers.id_dsa, new KeyDescription("DSA", 0));
  private static final Map<ASN1ObjectIdentifier, Integer> CURVES =
      Map.of(
          SECObjectIdentifiers.secp256r1, 256,
          SECObjectIdentifiers.secp384r1, 384,
          SECObjectIdentifiers.secp521r1, 521);

  static KeyDescription of(SubjectPublicKeyInfo key) {
    AlgorithmIdentifier algorithm = key.getAlgorithm();
    ASN1ObjectIdentifier oid = algorithm.getAlgorithm();
    if (oid.equals(PKCSObjectIdentifiers.rsaEncryption)
        || oid.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return new KeyDescription("RSA", rsaSize(key));
    }
    if (oid.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return new KeyDescription("EC", curveSize(algorithm));
    }
    KeyDescription fixed = FIXED.get(oid);
    return fixed != null ? fixed : new KeyDescription(oid.getId(), 0);
  }

  private static int rsaSize(SubjectPublicKeyInfo key) {
    try {
      return RSAPublicKey.getInstance(key.parsePublicKey()).getModulus().bitLength();
    } catch (java.io.IOException | RuntimeException malformed) {
      return 0;
    }
  }

  private static int curveSize(AlgorithmIdentifier algorithm) {
    if (!(algorithm.getParameters() instanceof ASN1ObjectIdentifier curve)) {
      return 0;
    }
    Integer common = CURVES.get(curve);
    if (common != null) {
      return common;
    }
    var parameters = ECNamedCurveTable.getByOID(curve);
    return parameters == null ? 0 : parameters.getCurve().getFieldSize();
  }
}
