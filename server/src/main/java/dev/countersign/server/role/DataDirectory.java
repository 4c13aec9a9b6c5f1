package dev.countersign.server.role;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import dev.countersign.postgres.AlreadyRunningException;
import dev.countersign.postgres.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where everything is kept that must survive a restart; nobody but its owner may enter. */
public final class DataDirectory {

  /** The part in which the private PostgreSQL lies. */
  public static final String POSTGRES = "postgres";

  private final Path path;

  private DataDirectory(Path path) {
    this.path = path;
  }

  /** Makes the folder where it is missing, and closes it to others where it is there. */
  public static DataDirectory prepare(Path path) throws StartException {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      makePrivate(absolute);
      return new DataDirectory(absolute);
    } catch (IOException e) {
      throw new StartException(
          "The data folder %s cannot be used (%s). Choose another one: --data DIR."
              .formatted(absolute, e),
          e);
    }
  }

  private static void makePrivate(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path parent = folder.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(folder, asFileAttribute(fromString("rwx------")));
    }
    Files.setPosixFilePermissions(folder, fromString("rwx------"));
  }

  public Path path() {
    return path;
  }

  /** A folder of its own for one part, as closed as this one. */
  public Path folder(String part) throws StartException {
    return prepare(path.resolve(part)).path();
  }

  /**
   * Makes the folder of one part this process's alone, until that is closed or the process ends in
   * whichever way: two gateways in one folder would overwrite each other's place and configuration.
   */
  public FolderLock claim(String part) throws StartException {
    Path folder = folder(part);
    try {
      return FolderLock.take(folder);
    } catch (AlreadyRunningException e) {
      throw inUse(part, e);
    } catch (IOException e) {
      throw new StartException("The folder %s cannot be locked: %s".formatted(folder, e), e);
    }
  }

  /** What to say when another process has a part of this folder. */
  StartException inUse(String part, AlreadyRunningException e) {
    String who = e.pid() > 0 ? "process " + e.pid() : "another process";
    return new StartException(
        "The data folder %s is in use by %s (%s). Stop that one first, or choose another folder: --data DIR."
            .formatted(path, who, part),
        e);
  }
}
