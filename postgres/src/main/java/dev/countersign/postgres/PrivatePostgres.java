package dev.countersign.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that belongs to this process: a child that listens on loopback alone, on a
 * port of its own choice, with a password that nobody else has, and with every durable setting on.
 *
 * <p>It is started again when it dies, on the same port, so that connection pools find it. It ends
 * in order when this process is killed, where the system can arrange that (setpriv of util-linux);
 * elsewhere the next start on the folder shuts it down first.
 *
 * <p>The folder holds {@code data} (PostgreSQL's own), {@code passwords} (0600), {@code
 * postgres.log} and {@code lock}, and is open to its owner alone.
 */
public final class PrivatePostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PrivatePostgres.class);

  private final FolderLock lock;
  private final Watch watch;
  private final Passwords passwords;
  private final int port;

  private PrivatePostgres(FolderLock lock, Watch watch, Passwords passwords, int port) {
    this.lock = lock;
    this.watch = watch;
    this.passwords = passwords;
    this.port = port;
  }

  /**
   * Starts the server of a folder, which is made where it is missing. Returns when the server takes
   * connections; after a crash that is when it has recovered.
   *
   * @throws AlreadyRunningException when another process, or this one, runs it already
   */
  public static PrivatePostgres start(Path directory) throws PostgresException {
    return start(directory, PrivatePostgres::anyPort);
  }

  static PrivatePostgres start(Path directory, IntSupplier ports) throws PostgresException {
    try {
      Folders.makePrivate(directory);
      FolderLock lock = FolderLock.take(directory);
      try {
        return start(directory.toRealPath(), ports, lock);
      } catch (PostgresException | IOException | InterruptedException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new PostgresException(
          "The database folder %s could not be prepared: %s".formatted(directory, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException("Interrupted while PostgreSQL was starting", e);
    }
  }

  private static PrivatePostgres start(Path folder, IntSupplier ports, FolderLock lock)
      throws PostgresException, IOException, InterruptedException {
    Path dataPath = folder.resolve("data");
    DataDirectory data = new DataDirectory(dataPath, Account.of(dataPath));
    PostgresBinaries binaries = PostgresBinaries.unpackedIn(BinaryCache.folder(System.getenv()));
    Passwords passwords = Passwords.in(folder.resolve("passwords"));
    data.makeIfMissing(binaries, passwords);
    Server server = new Server(binaries, data, passwords, ServerLog.in(folder));
    Watch watch = new Watch(server, data, ports);
    try {
      int port = watch.start();
      LOG.info("PostgreSQL runs. pid={} port={} folder={}", watch.pid(), port, folder);
      return new PrivatePostgres(lock, watch, passwords, port);
    } catch (PostgresException | InterruptedException | RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  private static int anyPort() {
    try {
      return Server.freePort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on 127.0.0.1", e);
    }
  }

  /** The address of the database; it stays the same across restarts of the server. */
  public String jdbcUrl() {
    return jdbcUrl(port);
  }

  static String jdbcUrl(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + Server.DATABASE;
  }

  /** Owns the database, may create others, and is no superuser. */
  public String user() {
    return Server.USER;
  }

  public String password() {
    return passwords.application();
  }

  /** The server's process id now; another one after a restart. */
  public long pid() {
    return watch.pid();
  }

  /**
   * Shuts the server down in order and waits for it: connections are closed, open transactions
   * rolled back, a checkpoint written.
   */
  @Override
  public void close() {
    watch.close();
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("The lock of the database folder could not be released", e);
    }
  }

  @Override
  public String toString() {
    return "PrivatePostgres[" + jdbcUrl() + "]";
  }
}
