package dev.countersign.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TestPostgresTest {

  @Test
  @DisplayName("each call gives an empty database on the same server")
  void givesFreshDatabases() throws Exception {
    TestDatabase first = TestPostgres.shared().database();
    TestDatabase second = TestPostgres.shared().database();
    long pid = TestPostgres.shared().pid();

    execute(first, "CREATE TABLE mine (n int)");

    assertThat(execute(second, "SELECT count(*) FROM pg_tables WHERE tablename = 'mine'"))
        .isEqualTo("0");
    assertThat(TestPostgres.shared().pid()).isEqualTo(pid);
  }

  private static String execute(TestDatabase database, String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      ResultSet row = statement.getResultSet();
      row.next();
      return row.getString(1);
    }
  }
}
