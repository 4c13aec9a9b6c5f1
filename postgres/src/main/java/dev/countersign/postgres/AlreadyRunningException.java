package dev.countersign.postgres;

import java.nio.file.Path;

/** Another process, or this one, already holds the folder. */
public final class AlreadyRunningException extends PostgresException {

  private final Path folder;
  private final long pid;

  AlreadyRunningException(Path folder, long pid) {
    super(
        "The database folder %s is in use by process %s. Stop that process first, or choose another folder."
            .formatted(folder, pid > 0 ? pid : "(unknown)"));
    this.folder = folder;
    this.pid = pid;
  }

  /** The folder that is in use. */
  public Path folder() {
    return folder;
  }

  /** The process that uses it, 0 where it could not be read. */
  public long pid() {
    return pid;
  }
}
