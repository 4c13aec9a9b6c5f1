package dev.countersign.control.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.stereotype.Component;

/**
 * The database with every schema in place. Whoever reads or writes while the application starts
 * takes this as a constructor argument, and so comes after.
 */
@Component
public class MigratedDatabase {

  /** Any number, the same in every control plane: "countersign" on a phone's keys. */
  private static final long START_LOCK = 2686737744L;

  private final DataSource dataSource;

  MigratedDatabase(DataSource dataSource, List<Schema> schemas) {
    this.dataSource = dataSource;
    alone(() -> schemas.forEach(this::migrate));
  }

  /** Runs this while no other control plane of this database does, however many start at once. */
  public void alone(Runnable work) {
    try (Connection connection = dataSource.getConnection()) {
      advisoryLock(connection, "SELECT pg_advisory_lock(?)");
      try {
        work.run();
      } finally {
        advisoryLock(connection, "SELECT pg_advisory_unlock(?)");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The database does not answer: " + e.getMessage(), e);
    }
  }

  private static void advisoryLock(Connection connection, String sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, START_LOCK);
      statement.execute();
    }
  }

  private void migrate(Schema schema) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas(schema.name())
        .locations("classpath:db/" + schema.name())
        .load()
        .migrate();
  }
}
