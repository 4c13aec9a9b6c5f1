package dev.countersign.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes of an earlier server on the same data directory, whose parent was killed.
 *
 * <p>A process belongs to the data directory when it works in it; a number in postmaster.pid alone
 * says nothing, since the system may have given it to somebody else.
 */
final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final Duration ORDERLY = Duration.ofSeconds(60);
  private static final Duration HASTY = Duration.ofSeconds(15);

  private final DataDirectory data;

  Leftovers(DataDirectory data) {
    this.data = data;
  }

  /** Ends an earlier server in order, and waits until none of its processes is left. */
  void end() throws PostgresException, IOException, InterruptedException {
    if (!Files.isDirectory(data.path())) {
      return;
    }
    List<Long> pids = processes();
    if (!pids.isEmpty()) {
      LOG.info(
          "An earlier PostgreSQL still runs here, its parent was killed; shutting it down. folder={}"
              + " pids={}",
          data.path(),
          pids);
      end(pids);
    }
    removeForeignPidFile();
  }

  private void end(List<Long> pids) throws PostgresException, InterruptedException {
    OptionalLong server = data.notedPid();
    if (server.isPresent() && pids.contains(server.getAsLong())) {
      Signal.INT.send(server.getAsLong());
      if (gone(ORDERLY)) {
        return;
      }
      Signal.QUIT.send(server.getAsLong());
    } else {
      // Its server is dead; what is left notices so by itself.
      gone(HASTY);
      processes().forEach(Signal.QUIT::send);
    }
    if (!gone(HASTY)) {
      throw new PostgresException(
          "An earlier PostgreSQL on %s does not end: processes %s. End them, then start again."
              .formatted(data.path(), processes()));
    }
  }

  private boolean gone(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!processes().isEmpty()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(50);
    }
    return true;
  }

  /**
   * PostgreSQL refuses to start while postmaster.pid names a living process of its user, whatever
   * process that is. None works in the directory any more, so the note is stale.
   */
  private void removeForeignPidFile() throws IOException {
    OptionalLong noted = data.notedPid();
    if (noted.isPresent() && ProcessHandle.of(noted.getAsLong()).isPresent()) {
      LOG.info("Removing a stale postmaster.pid; its number is another process now. pid={}", noted);
      Files.deleteIfExists(data.pidFile());
    }
  }

  /** The processes that work in the data directory. */
  List<Long> processes() {
    List<Long> found = new ArrayList<>();
    ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(this::worksHere)
        .forEach(found::add);
    return found;
  }

  private boolean worksHere(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      // The name too: somebody's shell may stand in the folder.
      return Files.readString(process.resolve("comm")).strip().equals("postgres")
          && Files.readSymbolicLink(process.resolve("cwd")).equals(data.path());
    } catch (IOException e) {
      return false;
    }
  }
}
