package dev.countersign.pki.certificate;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * SHA-256 of a certificate's DER encoding. It is the certificate's id everywhere in the product.
 *
 * <p>Held as four longs, because a gateway holds millions of them.
 */
public record Fingerprint(long first, long second, long third, long fourth)
    implements Comparable<Fingerprint> {

  private static final Pattern HEX_DIGITS = Pattern.compile("[0-9a-f]{64}");
  private static final HexFormat HEX = HexFormat.of();

  /** The fingerprint of the certificate with this DER encoding. */
  public static Fingerprint of(byte[] der) {
    try {
      return fromBytes(MessageDigest.getInstance("SHA-256").digest(der));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** Whether this is a fingerprint as {@link #parse} reads it and {@link #toString} writes it. */
  public static boolean isWritten(String text) {
    return HEX_DIGITS.matcher(text).matches();
  }

  /**
   * Reads 64 lower-case hex digits.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  public static Fingerprint parse(String hex) {
    if (!isWritten(hex)) {
      throw new IllegalArgumentException(
          "A certificate id is the SHA-256 of its DER as 64 lower-case hex digits");
    }
    return fromBytes(HEX.parseHex(hex));
  }

  /** Reads the 32 bytes of a SHA-256. */
  public static Fingerprint fromBytes(byte[] sha256) {
    ByteBuffer buffer = ByteBuffer.wrap(sha256);
    return new Fingerprint(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  /** The 32 bytes of the SHA-256. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(32)
        .putLong(first)
        .putLong(second)
        .putLong(third)
        .putLong(fourth)
        .array();
  }

  @Override
  public int compareTo(Fingerprint other) {
    int byFirst = Long.compareUnsigned(first, other.first);
    if (byFirst != 0) {
      return byFirst;
    }
    int bySecond = Long.compareUnsigned(second, other.second);
    if (bySecond != 0) {
      return bySecond;
    }
    int byThird = Long.compareUnsigned(third, other.third);
    return byThird != 0 ? byThird : Long.compareUnsigned(fourth, other.fourth);
  }

  /** The 64 lower-case hex digits. */
  @Override
  public String toString() {
    return HEX.toHexDigits(first)
        + HEX.toHexDigits(second)
        + HEX.toHexDigits(third)
        + HEX.toHexDigits(fourth);
  }
}
