package dev.countersign.postgres;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's programs, unpacked once into a folder that all processes of a user share.
 *
 * <p>The folder is named by the archive's content, and appears whole or not at all: unpacked beside
 * it, then renamed. Of two processes that do so at once, the second throws its copy away.
 */
final class PostgresBinaries {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

  private final Path home;

  private PostgresBinaries(Path home) {
    this.home = home;
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  static PostgresBinaries unpackedIn(Path cache) throws PostgresException, IOException {
    String archive = archiveName();
    Path home = cache.resolve("postgres-18-" + digest(archive));
    if (!Files.isDirectory(home)) {
      LOG.info("Unpacking PostgreSQL into {}", home);
      Files.createDirectories(cache);
      unpackAs(home, archive);
    }
    return new PostgresBinaries(home);
  }

  private static void unpackAs(Path home, String archive) throws PostgresException, IOException {
    Path staging =
        Files.createTempDirectory(
            home.getParent(), ".unpacking-", asFileAttribute(fromString("rwxr-xr-x")));
    try {
      try (InputStream packed = open(archive)) {
        unpack(packed, staging);
      }
      // The creation mode passed above is cut by the umask; an unprivileged user must read this.
      Files.setPosixFilePermissions(staging, fromString("rwxr-xr-x"));
      Files.move(staging, home);
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
    } finally {
      Folders.delete(staging);
    }
  }

  private static void unpack(InputStream packed, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        unpack(tar, entry, target);
        entry = tar.getNextEntry();
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("The archive of PostgreSQL names a path outside of it: " + path);
    }
    if (entry.isDirectory()) {
      directories(path, target);
    } else if (entry.isSymbolicLink()) {
      directories(path.resolveSibling(""), target);
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      directories(path.resolveSibling(""), target);
      Files.copy(tar, path);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(path, fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static void directories(Path path, Path target) throws IOException {
    Path made = target;
    for (Path name : target.relativize(path)) {
      made = made.resolve(name);
      if (!Files.isDirectory(made)) {
        Files.createDirectory(made);
        Files.setPosixFilePermissions(made, fromString("rwxr-xr-x"));
      }
    }
  }

  private static String archiveName() throws PostgresException {
    String system = System.getProperty("os.name", "");
    String processor = System.getProperty("os.arch", "");
    if (system.equals("Linux")) {
      switch (processor) {
        case "amd64", "x86_64" -> {
          return "/postgres-linux-x86_64.txz";
        }
        case "aarch64" -> {
          return "/postgres-linux-arm_64.txz";
        }
        default -> {}
      }
    }
    throw new PostgresException(
        "The private PostgreSQL comes for Linux on x86-64 and arm64, and this is %s on %s. Run a PostgreSQL of your own and name it with --database-url."
            .formatted(system, processor));
  }

  private static InputStream open(String archive) throws PostgresException {
    InputStream stream = PostgresBinaries.class.getResourceAsStream(archive);
    if (stream == null) {
      throw new PostgresException("The archive of PostgreSQL is not on the class path: " + archive);
    }
    return stream;
  }

  private static String digest(String archive) throws PostgresException, IOException {
    try (InputStream stream = open(archive)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] part = new byte[1 << 16];
      for (int read = stream.read(part); read >= 0; read = stream.read(part)) {
        sha256.update(part, 0, read);
      }
      return HexFormat.of().formatHex(sha256.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
