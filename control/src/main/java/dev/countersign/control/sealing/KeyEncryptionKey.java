package dev.countersign.control.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.countersign.pki.file.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * The key that seals what is secret in the database; it is in a file beside the database and never
 * in it. All control planes of one database share that file.
 *
 * <p>AES-256-GCM by Tink; the file is a Tink keyset in JSON, so that a key can be rotated by Tink's
 * own tool.
 */
public final class KeyEncryptionKey {

  private static final String FILE = "key-encryption-key";

  private final PrivateFile file;
  private final Aead aead;

  private KeyEncryptionKey(PrivateFile file, Aead aead) {
    this.file = file;
    this.aead = aead;
  }

  /** The key in this folder. */
  public static KeyEncryptionKey open(Path secrets) {
    PrivateFile file = in(secrets);
    if (!file.exists()) {
      throw new SealedKeyException(
          """
          %s is missing, but secrets in this database are sealed with it. Copy it from the control \
          plane that first used this database, or from the backup.\
          """
              .formatted(file));
    }
    return read(file);
  }

  /**
   * The key in this folder; a new one where there is none. It is on the disk, not only in memory.
   */
  public static KeyEncryptionKey openOrCreate(Path secrets) {
    PrivateFile file = in(secrets);
    create(file);
    return read(file);
  }

  private static PrivateFile in(Path secrets) {
    return PrivateFile.at(secrets.resolve(FILE));
  }

  private static KeyEncryptionKey read(PrivateFile file) {
    try {
      KeysetHandle keys =
          TinkJsonProtoKeysetFormat.parseKeyset(
              file.read(), AeadConfig2026.get(), InsecureSecretKeyAccess.get());
      return new KeyEncryptionKey(file, keys.getPrimitive(AeadConfig2026.get(), Aead.class));
    } catch (IOException | GeneralSecurityException e) {
      throw new SealedKeyException(
          "%s cannot be read as a key-encryption key: %s. Restore it from the backup."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Where two create it at once, the first stays. */
  private static void create(PrivateFile file) {
    try {
      KeysetHandle keys =
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
      file.writeOnce(
          TinkJsonProtoKeysetFormat.serializeKeyset(
              keys, AeadConfig2026.get(), InsecureSecretKeyAccess.get()));
    } catch (IOException | GeneralSecurityException e) {
      throw new SealedKeyException("%s cannot be created: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Seals this.
   *
   * @param purpose what it is and where it belongs; it opens for the same purpose alone
   */
  public byte[] seal(byte[] secret, String purpose) {
    try {
      return aead.encrypt(secret, bytes(purpose));
    } catch (GeneralSecurityException e) {
      throw new SealedKeyException("A secret could not be sealed", e);
    }
  }

  /** Opens what {@link #seal} sealed for the same purpose. */
  public byte[] open(byte[] sealed, String purpose) {
    try {
      return aead.decrypt(sealed, bytes(purpose));
    } catch (GeneralSecurityException e) {
      throw new SealedKeyException(
          """
          %s does not open what is sealed in this database as %s. All control planes of one database need \
          the same file: copy it from the one that first used this database, or from the backup.\
          """
              .formatted(file, purpose),
          e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
