package dev.countersign.control.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash of which every JDK has an implementation. */
public final class Sha256 {

  private Sha256() {}

  /** The hash of these, one after the other. */
  public static byte[] of(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** The hash of a text's UTF-8 bytes. */
  public static byte[] of(String text) {
    return of(text.getBytes(UTF_8));
  }
}
