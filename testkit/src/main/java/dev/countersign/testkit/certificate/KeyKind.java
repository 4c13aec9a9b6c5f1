package dev.countersign.testkit.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** What kind of key a test certificate has. */
public enum KeyKind {
  RSA_1024("RSA", "1024"),
  RSA_2048("RSA", "2048"),
  RSA_3072("RSA", "3072"),
  P256("EC", "secp256r1"),
  P384("EC", "secp384r1"),
  P521("EC", "secp521r1"),
  ED25519("Ed25519", "Ed25519"),
  ED448("Ed448", "Ed448"),
  DSA_2048("DSA", "2048");

  private final String algorithm;
  private final String size;

  KeyKind(String algorithm, String size) {
    this.algorithm = algorithm;
    this.size = size;
  }

  /** A new key pair of this kind. */
  public KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      switch (algorithm) {
        case "EC" -> generator.initialize(new ECGenParameterSpec(size));
        case "RSA", "DSA" -> generator.initialize(Integer.parseInt(size));
        default -> {}
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String signatureAlgorithmOf(KeyPair key) {
    return switch (key.getPrivate().getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      case "DSA" -> "SHA256withDSA";
      case "EdDSA" -> key.getPublic().getEncoded().length == 44 ? "Ed25519" : "Ed448";
      default -> throw new IllegalArgumentException(key.getPrivate().getAlgorithm());
    };
  }
}
