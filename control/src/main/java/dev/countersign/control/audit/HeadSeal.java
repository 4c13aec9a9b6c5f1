package dev.countersign.control.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.pki.file.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the heads of the chains (HMAC-SHA256) by a key in a file beside the database and never in
 * it, so that whoever can write the database alone cannot make a head. All control planes of one
 * database share that file.
 */
final class HeadSeal {

  private static final HexFormat HEX = HexFormat.of();
  private static final String PURPOSE = "countersign audit head 1\n";
  private static final int KEY_BYTES = 32;

  private final byte[] key;

  private HeadSeal(byte[] key) {
    this.key = key;
  }

  /** The key in this folder; a new one where there is none. */
  static HeadSeal openOrCreate(Path secrets) {
    PrivateFile file = in(secrets);
    byte[] fresh = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    try {
      file.writeOnce(HEX.formatHex(fresh));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be made: " + e.getMessage(), e);
    }
    return read(file);
  }

  /** The key in this folder. */
  static HeadSeal open(Path secrets) {
    PrivateFile file = in(secrets);
    if (!file.exists()) {
      throw new IllegalStateException(
          "%s is missing. Name the data folder of a control plane of this database: --data DIR."
              .formatted(file));
    }
    return read(file);
  }

  private static PrivateFile in(Path secrets) {
    return PrivateFile.at(secrets.resolve("audit-seal-key"));
  }

  private static HeadSeal read(PrivateFile file) {
    try {
      return new HeadSeal(HEX.parseHex(file.read().strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(file + " is no key. Restore it from the backup.", e);
    }
  }

  /** Tells keys apart, and nothing about them. */
  String keyId() {
    return HEX.formatHex(mac("countersign audit key id"), 0, 8);
  }

  byte[] seal(Head head) {
    return mac(PURPOSE + head.company() + "\n" + head.sequence() + "\n" + head.hash());
  }

  boolean isSealOf(Head head, byte[] seal) {
    return MessageDigest.isEqual(seal(head), seal);
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA256", e);
    }
  }
}
