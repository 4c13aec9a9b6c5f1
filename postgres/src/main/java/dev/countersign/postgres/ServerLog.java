package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file that the server writes its log to. A file and not a pipe: a server that outlives us must
 * not die of writing.
 */
final class ServerLog {

  private static final long LARGE_BYTES = 16 << 20;
  private static final int TAIL_BYTES = 2_000;

  private final Path file;

  private ServerLog(Path file) {
    this.file = file;
  }

  static ServerLog in(Path folder) throws IOException {
    Path file = folder.resolve("postgres.log");
    if (Files.exists(file) && Files.size(file) > LARGE_BYTES) {
      Files.move(file, folder.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(file)) {
      Files.createFile(file, asFileAttribute(fromString("rw-------")));
    }
    return new ServerLog(file);
  }

  Path file() {
    return file;
  }

  /** The last lines, for a message to people. */
  String tail() {
    try {
      String all = Files.readString(file, UTF_8);
      return all.substring(Math.max(0, all.length() - TAIL_BYTES)).strip();
    } catch (IOException e) {
      return "(" + file + " cannot be read)";
    }
  }
}
