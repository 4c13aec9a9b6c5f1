package dev.countersign.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** How the server is started and spoken to. */
final class Server {

  static final String USER = "countersign";
  static final String DATABASE = "countersign";
  private static final String LOOPBACK = "127.0.0.1";

  private final PostgresBinaries binaries;
  private final DataDirectory data;
  private final Passwords passwords;
  private final ServerLog log;

  Server(PostgresBinaries binaries, DataDirectory data, Passwords passwords, ServerLog log) {
    this.binaries = binaries;
    this.data = data;
    this.passwords = passwords;
    this.log = log;
  }

  ServerLog log() {
    return log;
  }

  Process spawn(int port) throws IOException {
    Process process =
        ChildProcess.builder(data.account().command(commandLine(port)), data.path())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
            .start();
    process.getOutputStream().close();
    return process;
  }

  private List<String> commandLine(int port) {
    return List.of(
        binaries.program("postgres").toString(),
        "-D",
        data.account().nameOf(data.path()),
        "--port=" + port,
        "--listen_addresses=" + LOOPBACK,
        "--unix_socket_directories=",
        "--cluster_name=countersign",
        "--fsync=on",
        "--full_page_writes=on",
        "--synchronous_commit=on",
        "--log_timezone=UTC",
        "--timezone=UTC",
        "--log_checkpoints=off",
        // Neither statements nor the values in them belong in a log.
        "--log_error_verbosity=terse",
        "--log_min_error_statement=panic");
  }

  /**
   * Waits until the server takes connections, which after a crash is when it has recovered. There
   * is no time limit: a recovery takes as long as it takes, and a server that gives up ends.
   *
   * @throws PostgresException when the server ended, or does not know our password
   */
  void awaitReady(Process process, int port) throws PostgresException, InterruptedException {
    while (!answers(port)) {
      if (!process.isAlive()) {
        throw new PostgresException(
            "PostgreSQL ended with status %d instead of starting; the end of its log:%n%s"
                .formatted(process.exitValue(), log.tail()));
      }
      Thread.sleep(20);
    }
  }

  private boolean answers(int port) throws PostgresException {
    try (Connection connection = asSuperuser(port)) {
      return connection.isValid(5);
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith("28")) {
        throw new PostgresException(
            "PostgreSQL on %s does not know the passwords in the file beside it; was the file replaced?"
                .formatted(data.path()),
            e);
      }
      return false;
    }
  }

  /** Makes the user and the database that we work with, where they are missing. */
  void furnish(int port) throws PostgresException {
    try (Connection connection = asSuperuser(port);
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + USER + "'")) {
        statement.execute(
            "CREATE ROLE %s LOGIN CREATEDB PASSWORD '%s'".formatted(USER, passwords.application()));
      }
      if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        statement.execute("CREATE DATABASE %s OWNER %s".formatted(DATABASE, USER));
      }
    } catch (SQLException e) {
      throw new PostgresException("The database could not be made: " + e.getMessage(), e);
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next();
    }
  }

  private Connection asSuperuser(int port) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {LOOPBACK});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("postgres");
    source.setUser("postgres");
    source.setPassword(passwords.superuser());
    source.setLoginTimeout(10);
    return source.getConnection();
  }

  /** A port that nobody listens on now; somebody may be faster. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
      return socket.getLocalPort();
    }
  }

  static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral(LOOPBACK))) {
      return !socket.isBound();
    } catch (IOException e) {
      return true;
    }
  }
}
