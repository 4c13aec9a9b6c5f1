package dev.countersign.control.accounts;

import dev.countersign.pki.file.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The file that holds the first API key where the operator named none. */
final class FirstKeyFile {

  private FirstKeyFile() {}

  static Path path(Path secrets) {
    return secrets.resolve("first-api-key");
  }

  /**
   * Makes a key and writes it where its owner alone can read it. When this returns it is on the
   * disk, so that no power cut leaves a company behind whose only key is lost.
   */
  static ApiKeySecret write(Path secrets) {
    ApiKeySecret secret = ApiKeySecret.random();
    try {
      PrivateFile.at(path(secrets)).write(secret.reveal() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("The first API key cannot be written to " + secrets, e);
    }
    return secret;
  }
}
