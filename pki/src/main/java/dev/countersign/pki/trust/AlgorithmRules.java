package dev.countersign.pki.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Which keys and signatures a path may have: RSA of 2048 bits or more, P-256, P-384, P-521,
 * Ed25519; SHA-256 or better. Whatever is unknown is refused, and nothing is computed with it.
 */
final class AlgorithmRules {
  private static final int MIN_RSA_BITS = 2048;
  // Checking a signature takes time quadratic in the modulus and linear in the exponent.
  private static final int MAX_RSA_BITS = 8192;
  private static final int MAX_EXPONENT_BITS = 33;
  private static final int MAX_KEY_BYTES = 2048;

  private static final Set<ASN1ObjectIdentifier> CURVES =
      Set.of(
          SECObjectIdentifiers.secp256r1,
          SECObjectIdentifiers.secp384r1,
          SECObjectIdentifiers.secp521r1);
  private static final Set<ASN1ObjectIdentifier> HASHES =
      Set.of(
          NISTObjectIdentifiers.id_sha256,
          NISTObjectIdentifiers.id_sha384,
          NISTObjectIdentifiers.id_sha512);
  private static final Map<ASN1ObjectIdentifier, String> SIGNATURES =
      Map.ofEntries(
          Map.entry(PKCSObjectIdentifiers.sha256WithRSAEncryption, "SHA256withRSA"),
          Map.entry(PKCSObjectIdentifiers.sha384WithRSAEncryption, "SHA384withRSA"),
          Map.entry(PKCSObjectIdentifiers.sha512WithRSAEncryption, "SHA512withRSA"),
          Map.entry(NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_256, "SHA3-256withRSA"),
          Map.entry(NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_384, "SHA3-384withRSA"),
          Map.entry(NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_512, "SHA3-512withRSA"),
          Map.entry(PKCSObjectIdentifiers.id_RSASSA_PSS, "RSASSA-PSS"),
          Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA256, "SHA256withECDSA"),
          Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA384, "SHA384withECDSA"),
          Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA512, "SHA512withECDSA"),
          Map.entry(NISTObjectIdentifiers.id_ecdsa_with_sha3_256, "SHA3-256withECDSA"),
          Map.entry(NISTObjectIdentifiers.id_ecdsa_with_sha3_384, "SHA3-384withECDSA"),
          Map.entry(NISTObjectIdentifiers.id_ecdsa_with_sha3_512, "SHA3-512withECDSA"),
          Map.entry(EdECObjectIdentifiers.id_Ed25519, "Ed25519"));

  private AlgorithmRules() {}

  /** Why a path may not have this key. */
  static Optional<String> objectionToKey(SubjectPublicKeyInfo key) {
    if (key.getPublicKeyData().getBytes().length > MAX_KEY_BYTES) {
      return Optional.of("a key of more than " + MAX_KEY_BYTES + " bytes");
    }
    AlgorithmIdentifier algorithm = key.getAlgorithm();
    ASN1ObjectIdentifier oid = algorithm.getAlgorithm();
    if (oid.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return objectionToRsa(key);
    }
    if (oid.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return algorithm.getParameters() instanceof ASN1ObjectIdentifier curve
              && CURVES.contains(curve)
          ? Optional.empty()
          : Optional.of("an elliptic curve key that is not on P-256, P-384 or P-521");
    }
    return oid.equals(EdECObjectIdentifiers.id_Ed25519)
        ? Optional.empty()
        : Optional.of("a key of algorithm " + oid + ", which is not accepted");
  }

  private static Optional<String> objectionToRsa(SubjectPublicKeyInfo key) {
    RSAPublicKey rsa;
    try {
      rsa = RSAPublicKey.getInstance(key.parsePublicKey());
    } catch (IOException | RuntimeException e) {
      return Optional.of("an RSA key that cannot be read");
    }
    int bits = rsa.getModulus().bitLength();
    if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
      return Optional.of(
          "an RSA key of %d bits; %d to %d are accepted"
              .formatted(bits, MIN_RSA_BITS, MAX_RSA_BITS));
    }
    BigInteger exponent = rsa.getPublicExponent();
    boolean usual =
        exponent.signum() > 0
            && exponent.testBit(0)
            && exponent.bitLength() > 1
            && exponent.bitLength() <= MAX_EXPONENT_BITS
            && rsa.getModulus().testBit(0);
    return usual ? Optional.empty() : Optional.of("an RSA key with an unusual exponent or modulus");
  }

  /** Why a path may not have a signature by this algorithm. */
  static Optional<String> objectionToSignature(AlgorithmIdentifier algorithm) {
    ASN1ObjectIdentifier oid = algorithm.getAlgorithm();
    if (!SIGNATURES.containsKey(oid)) {
      return Optional.of(
          "a signature by algorithm " + oid + ", which is not accepted (SHA-256 or better is)");
    }
    if (oid.equals(PKCSObjectIdentifiers.id_RSASSA_PSS) && !isUsualPss(algorithm)) {
      return Optional.of("an RSA-PSS signature with unusual parameters");
    }
    return Optional.empty();
  }

  private static boolean isUsualPss(AlgorithmIdentifier algorithm) {
    try {
      RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(algorithm.getParameters());
      ASN1ObjectIdentifier hash = parameters.getHashAlgorithm().getAlgorithm();
      AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
      return HASHES.contains(hash)
          && mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
          && AlgorithmIdentifier.getInstance(mask.getParameters()).getAlgorithm().equals(hash)
          && parameters.getTrailerField().equals(BigInteger.ONE)
          && parameters.getSaltLength().signum() >= 0
          && parameters.getSaltLength().bitLength() <= 7;
    } catch (RuntimeException malformed) {
      return false;
    }
  }

  /** The JDK's name of a signature algorithm without objection. */
  static String jcaName(AlgorithmIdentifier algorithm) {
    String name = SIGNATURES.get(algorithm.getAlgorithm());
    if (name == null) {
      throw new IllegalArgumentException("Not accepted: " + algorithm.getAlgorithm());
    }
    return name;
  }
}
