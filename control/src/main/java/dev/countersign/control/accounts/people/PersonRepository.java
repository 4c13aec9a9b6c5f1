package dev.countersign.control.accounts.people;

import dev.countersign.control.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PersonRepository {

  private static final String SELECT =
      """
      SELECT id, email, name, password_hash IS NOT NULL AS has_password, created_at
      FROM accounts.people
      """;

  private static final String BY_ID = SELECT + "WHERE id = :id";

  private static final String BY_EMAIL = SELECT + "WHERE email = :email";

  private static final String INSERT =
      """
      INSERT INTO accounts.people (id, email, name, created_at)
      VALUES (:id, :email, :name, :createdAt)
      ON CONFLICT (email) DO NOTHING
      """;

  private static final String RENAME = "UPDATE accounts.people SET name = :name WHERE id = :id";

  private static final String PASSWORD_HASH =
      "SELECT password_hash FROM accounts.people WHERE id = :id AND password_hash IS NOT NULL";

  private static final String ANY_PASSWORD =
      "SELECT EXISTS (SELECT FROM accounts.people WHERE password_hash IS NOT NULL)";

  private static final String SET_PASSWORD =
      """
      UPDATE accounts.people SET password_hash = :hash WHERE id = :id
      """;

  private final JdbcClient jdbc;

  PersonRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Person> find(String id) {
    return jdbc.sql(BY_ID).param("id", id).query(PersonRepository::read).optional();
  }

  Optional<Person> findByEmail(String email) {
    return jdbc.sql(BY_EMAIL).param("email", email).query(PersonRepository::read).optional();
  }

  /** Whether the person is new; false where the address is somebody's. */
  boolean insert(String id, String email, String name, Instant createdAt) {
    return jdbc.sql(INSERT)
            .param("id", id)
            .param("email", email)
            .param("name", name)
            .param("createdAt", Times.parameter(createdAt))
            .update()
        == 1;
  }

  boolean rename(String id, String name) {
    return jdbc.sql(RENAME).param("id", id).param("name", name).update() == 1;
  }

  Optional<String> passwordHash(String id) {
    return jdbc.sql(PASSWORD_HASH).param("id", id).query(String.class).optional();
  }

  boolean hasPasswords() {
    return jdbc.sql(ANY_PASSWORD).query(Boolean.class).single();
  }

  boolean setPassword(String id, String hash) {
    return jdbc.sql(SET_PASSWORD).param("id", id).param("hash", hash).update() == 1;
  }

  private static Person read(ResultSet row, int number) throws SQLException {
    return new Person(
        row.getString("id"),
        row.getString("email"),
        row.getString("name"),
        row.getBoolean("has_password"),
        Times.read(row, "created_at"));
  }
}
