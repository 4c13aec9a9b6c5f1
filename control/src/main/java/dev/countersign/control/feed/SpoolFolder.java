package dev.countersign.control.feed;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder of the spooled snapshots, for its owner alone. A snapshot holds a whole configuration,
 * so what a killed control plane left there is deleted by the next that starts. Control planes that
 * share a folder hold a lock on it together, which the kernel takes from the killed: whoever gets
 * the lock alone knows that nobody's snapshots are in use.
 */
final class SpoolFolder implements AutoCloseable {

  private static final String SNAPSHOTS = "snapshot-*.ndjson";
  private static final FileAttribute<?> OWNER_S_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;
  private final FileChannel lock;

  private SpoolFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Opens the folder, and empties it where no other control plane uses it. */
  static SpoolFolder open(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    FileChannel lock =
        FileChannel.open(
            folder.resolve("lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            OWNER_S_FILE);
    SpoolFolder opened = new SpoolFolder(folder, lock);
    try {
      opened.deleteLeftovers();
      return opened;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void deleteLeftovers() throws IOException {
    try {
      FileLock alone = lock.tryLock();
      if (alone != null) {
        deleteSnapshots();
        alone.release();
      }
      lock.lock(0, Long.MAX_VALUE, true);
    } catch (OverlappingFileLockException _) {
      // Another control plane of this process holds it.
    }
  }

  private void deleteSnapshots() throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, SNAPSHOTS)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  Path newFile() throws IOException {
    return Files.createTempFile(folder, "snapshot-", ".ndjson", OWNER_S_FILE);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
