package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A private PostgreSQL that another process runs, as that one's owner may reach it too. */
public record RunningPostgres(String jdbcUrl, String user, String password) {

  /** The line of {@code postmaster.pid} that names the port. */
  private static final int PORT_LINE = 3;

  /** The server of a folder; nothing where none runs. */
  public static Optional<RunningPostgres> find(Path directory) throws PostgresException {
    try {
      if (!Files.isDirectory(directory) || isFree(directory)) {
        return Optional.empty();
      }
      List<String> noted = Files.readAllLines(directory.resolve("data/postmaster.pid"), US_ASCII);
      int port = Integer.parseInt(noted.get(PORT_LINE).strip());
      return Optional.of(
          new RunningPostgres(
              PrivatePostgres.jdbcUrl(port),
              Server.USER,
              Passwords.in(directory.resolve("passwords")).application()));
    } catch (IOException | RuntimeException e) {
      throw new PostgresException(
          "PostgreSQL of %s is starting or stopping: try again. (%s)".formatted(directory, e), e);
    }
  }

  private static boolean isFree(Path directory) throws IOException {
    try {
      FolderLock.take(directory).close();
      return true;
    } catch (AlreadyRunningException e) {
      return false;
    }
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "RunningPostgres[" + jdbcUrl + "]";
  }
}
