package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** The two passwords of a private PostgreSQL: its superuser's, and the one that we work with. */
record Passwords(String superuser, String application) {

  /**
   * Reads the file, or makes the passwords and writes it, for its owner's eyes only. It is on the
   * disk before a database is made that opens to nothing else.
   */
  static Passwords in(Path file) throws IOException {
    if (!Files.exists(file)) {
      Path unfinished = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(unfinished);
      Files.createFile(unfinished, asFileAttribute(fromString("rw-------")));
      Files.write(unfinished, List.of(random(), random()), US_ASCII, WRITE, SYNC);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
        folder.force(true);
      }
    }
    List<String> lines = Files.readAllLines(file, US_ASCII);
    if (lines.size() < 2) {
      throw new IOException("The password file is damaged: " + file);
    }
    return new Passwords(lines.get(0), lines.get(1));
  }

  private static String random() {
    byte[] bits = new byte[32];
    new SecureRandom().nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  @Override
  public String toString() {
    return "Passwords[...]";
  }
}
