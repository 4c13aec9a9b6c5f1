package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that a folder is in use by this process. The operating system lets go of it when the process
 * ends in whichever way.
 */
public final class FolderLock implements AutoCloseable {

  /**
   * The folders that this process holds. Asked before the file is opened, because closing a second
   * channel of the same file would release the first one's lock (POSIX record locks).
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes a folder that is there for this process.
   *
   * @throws AlreadyRunningException when another process, or this one, has it already
   */
  public static FolderLock take(Path directory) throws AlreadyRunningException, IOException {
    Path folder = directory.toRealPath();
    if (!HELD.add(folder)) {
      throw new AlreadyRunningException(folder, ProcessHandle.current().pid());
    }
    try {
      return new FolderLock(folder, lock(folder));
    } catch (AlreadyRunningException | IOException | RuntimeException e) {
      HELD.remove(folder);
      throw e;
    }
  }

  private static FileChannel lock(Path folder) throws AlreadyRunningException, IOException {
    Path file = folder.resolve("lock");
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_ALONE));
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new AlreadyRunningException(folder, readPid(file));
    }
    channel.truncate(0);
    channel.write(US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
    return channel;
  }

  private static long readPid(Path file) {
    try {
      return Long.parseLong(
          US_ASCII.decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString().strip());
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(folder);
  }
}
