package dev.countersign.policy.configuration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * SHA-256 of an access token. The token itself is stored nowhere; it has 256 random bits, so that a
 * plain hash is enough.
 */
public record TokenHash(long first, long second, long third, long fourth) {

  /** The hash of this token's characters. */
  public static TokenHash of(String token) {
    try {
      return fromBytes(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** Reads the 32 bytes of a SHA-256. */
  public static TokenHash fromBytes(byte[] sha256) {
    ByteBuffer buffer = ByteBuffer.wrap(sha256);
    return new TokenHash(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return ByteBuffer.allocate(32)
        .putLong(first)
        .putLong(second)
        .putLong(third)
        .putLong(fourth)
        .array();
  }

  /** Whether this is the same hash; how long that takes does not depend on where they differ. */
  public boolean sameInConstantTime(TokenHash other) {
    long difference =
        (first ^ other.first)
            | (second ^ other.second)
            | (third ^ other.third)
            | (fourth ^ other.fourth);
    return difference == 0;
  }

  /** Reads what {@link #toString()} wrote. */
  public static TokenHash parse(String base64Url) {
    return fromBytes(Base64.getUrlDecoder().decode(base64Url));
  }

  /** URL-safe base64 without padding. */
  @Override
  public String toString() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
  }
}
