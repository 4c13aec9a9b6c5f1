package dev.countersign.control;

import dev.countersign.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database that nobody can reach, until this is closed. */
public final class DatabaseOutage implements AutoCloseable {

  private final TestDatabase database;
  private final String name;

  private DatabaseOutage(TestDatabase database) {
    this.database = database;
    this.name = database.jdbcUrl().substring(database.jdbcUrl().lastIndexOf('/') + 1);
  }

  /** Ends all connections to the database, and lets nobody in. */
  public static DatabaseOutage of(TestDatabase database) throws SQLException {
    DatabaseOutage outage = new DatabaseOutage(database);
    outage.run("ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(outage.name));
    outage.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
            .formatted(outage.name));
    return outage;
  }

  private void run(String sql) throws SQLException {
    String url = database.jdbcUrl().replaceFirst("/[^/]*$", "/postgres");
    try (Connection connection =
            DriverManager.getConnection(url, database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    run("ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(name));
  }
}
