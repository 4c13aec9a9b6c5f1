package dev.countersign.control.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals an answer (AES-256-GCM) by a key derived (HKDF) from the caller's API key. The database
 * knows that key's hash alone, so that whoever reads the database reads no answer, and every
 * control plane opens it without sharing a key of their own.
 */
final class AnswerSeal {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] PURPOSE =
      "countersign idempotent answer 1".getBytes(StandardCharsets.US_ASCII);
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final byte[] belongsTo;

  AnswerSeal(byte[] apiKey, String apiKeyId, String idempotencyKey) {
    this.key = derive(apiKey);
    this.belongsTo = (apiKeyId + "\n" + idempotencyKey).getBytes(StandardCharsets.UTF_8);
  }

  private static SecretKey derive(byte[] apiKey) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey("AES", HKDFParameterSpec.ofExtract().addIKM(apiKey).thenExpand(PURPOSE, 32));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("JDK 25 has HKDF", e);
    }
  }

  byte[] seal(byte[] answer) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, ByteBuffer.wrap(answer));
    return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
  }

  byte[] open(byte[] sealed) {
    ByteBuffer bytes = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE_BYTES];
    bytes.get(nonce);
    return run(Cipher.DECRYPT_MODE, nonce, bytes);
  }

  private byte[] run(int mode, byte[] nonce, ByteBuffer text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(belongsTo);
      byte[] bytes = new byte[text.remaining()];
      text.get(bytes);
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A stored answer is not what was sealed", e);
    }
  }
}
