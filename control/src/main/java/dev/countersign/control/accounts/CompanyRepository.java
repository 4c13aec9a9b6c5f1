package dev.countersign.control.accounts;

import dev.countersign.control.database.Times;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CompanyRepository {

  private static final String ANY = "SELECT EXISTS (SELECT FROM accounts.companies)";

  private static final String INSERT_FIRST =
      """
      INSERT INTO accounts.companies (id, name, is_first, created_at)
      VALUES (:id, :name, true, :createdAt)
      """;

  private final JdbcClient jdbc;

  CompanyRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean any() {
    return jdbc.sql(ANY).query(Boolean.class).single();
  }

  void insertFirst(String id, String name, Instant createdAt) {
    jdbc.sql(INSERT_FIRST)
        .param("id", id)
        .param("name", name)
        .param("createdAt", Times.parameter(createdAt))
        .update();
  }
}
