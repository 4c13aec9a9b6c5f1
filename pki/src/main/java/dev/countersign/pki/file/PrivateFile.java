package dev.countersign.pki.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;

/**
 * A file that its owner alone can read, and that is there as a whole or not at all: after a kill or
 * a power cut at any moment it is what it was or what was written, never half of it.
 *
 * <p>When a method that writes returns, the file is on the disk under its name, so that whatever is
 * committed elsewhere after that may depend on it. Folders that are missing are made, for their
 * owner alone. Needs a POSIX file system.
 */
public final class PrivateFile {

  /**
   * An unfinished file that is older than this was left by a process that was killed, for nobody
   * writes that long.
   */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private static final String UNFINISHED = ".new";
  private static final int BUFFER = 256 * 1024;
  private static final FileAttribute<?> OWNER_S_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> OWNER_S_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path file;

  private PrivateFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** The file of this name, be it there or not. */
  public static PrivateFile at(Path file) {
    return new PrivateFile(file);
  }

  public Path path() {
    return file;
  }

  public boolean exists() {
    return Files.exists(file);
  }

  /**
   * What is in it, as UTF-8.
   *
   * @throws NoSuchFileException when it is not there
   */
  public String read() throws IOException {
    return Files.readString(file);
  }

  /** Writes it, as UTF-8, in place of what is there. */
  public void write(String text) throws IOException {
    write(out -> out.write(text.getBytes(UTF_8)));
  }

  /** Writes it in place of what is there; where the content throws, that stays. */
  public void write(Content content) throws IOException {
    Path whole = unfinished(content);
    try {
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
    sync(folder());
  }

  /**
   * Writes it, as UTF-8, unless it is there: of several who do so at once, one does, and the others
   * find what that one wrote.
   */
  public void writeOnce(String text) throws IOException {
    if (!exists()) {
      Path whole = unfinished(out -> out.write(text.getBytes(UTF_8)));
      try {
        Files.createLink(file, whole);
      } catch (FileAlreadyExistsException _) {
        // the other's stays
      } finally {
        Files.deleteIfExists(whole);
      }
    }
    sync(folder());
  }

  private Path unfinished(Content content) throws IOException {
    make(folder());
    deleteAbandoned();
    Path unfinished =
        Files.createTempFile(folder(), file.getFileName() + ".", UNFINISHED, OWNER_S_FILE);
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    return unfinished;
  }

  private void deleteAbandoned() throws IOException {
    Instant since = Instant.now().minus(ABANDONED);
    String begin = file.getFileName() + ".";
    try (DirectoryStream<Path> others = Files.newDirectoryStream(folder())) {
      for (Path other : others) {
        String name = other.getFileName().toString();
        if (name.startsWith(begin) && name.endsWith(UNFINISHED) && isOlder(other, since)) {
          Files.deleteIfExists(other);
        }
      }
    }
  }

  private static boolean isOlder(Path file, Instant since) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(since);
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  private Path folder() {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IllegalArgumentException(file + " is no file's name");
    }
    return folder;
  }

  /** A new folder is on the disk once the one that it is in is. */
  private static void make(Path folder) throws IOException {
    Path above = folder.getParent();
    if (above == null || Files.isDirectory(folder)) {
      return;
    }
    make(above);
    try {
      Files.createDirectory(folder, OWNER_S_FOLDER);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    sync(above);
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel entries = FileChannel.open(folder)) {
      entries.force(true);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }

  /** What shall be in a file, written bit by bit. */
  @FunctionalInterface
  public interface Content {

    void writeTo(OutputStream out) throws IOException;
  }
}
