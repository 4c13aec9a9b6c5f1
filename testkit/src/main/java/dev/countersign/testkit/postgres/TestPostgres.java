package dev.countersign.testkit.postgres;

import dev.countersign.postgres.PostgresException;
import dev.countersign.postgres.PrivatePostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;

/** The PostgreSQL server of this test JVM, with all the durable settings of the real thing. */
public final class TestPostgres {

  private final PrivatePostgres server;
  private int databases;

  private TestPostgres(PrivatePostgres server) {
    this.server = server;
  }

  /** Starts with the first call, and ends with the JVM, leaving nothing behind. */
  public static TestPostgres shared() {
    return Shared.INSTANCE;
  }

  /** A fresh, empty database. */
  public synchronized TestDatabase database() {
    String name = "test_" + ++databases;
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("The test database could not be made", e);
    }
    String url = server.jdbcUrl();
    return new TestDatabase(
        url.substring(0, url.lastIndexOf('/') + 1) + name, server.user(), server.password());
  }

  /** The server's process id, for a test that kills it. It comes back by itself. */
  public long pid() {
    return server.pid();
  }

  private static final class Shared {

    private static final TestPostgres INSTANCE = start();

    private static TestPostgres start() {
      try {
        Path folder = Files.createTempDirectory("countersign-test-postgres");
        PrivatePostgres server = PrivatePostgres.start(folder.resolve("postgres"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
        return new TestPostgres(server);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (PostgresException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }

    private static void end(PrivatePostgres server, Path folder) {
      server.close();
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
