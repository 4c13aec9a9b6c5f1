package dev.countersign.control.accounts.company;

import dev.countersign.control.database.Times;
import dev.countersign.control.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CompanyRepository {

  private static final String ANY = "SELECT EXISTS (SELECT FROM accounts.companies)";

  private static final String INSERT =
      """
      INSERT INTO accounts.companies (id, name, is_first, created_at)
      VALUES (:id, :name, :first, :createdAt)
      """;

  private static final String FIRST = "SELECT id FROM accounts.companies WHERE is_first";

  private static final String ALL = "SELECT id FROM accounts.companies ORDER BY created_at, id";

  private static final String NAME = "SELECT name FROM accounts.companies WHERE id = :id";

  private static final String LOCK = "SELECT id FROM accounts.companies WHERE id = :id FOR UPDATE";

  /** What a new row of the company takes by its foreign key, taken sooner. */
  private static final String HOLD =
      "SELECT id FROM accounts.companies WHERE id = :id FOR KEY SHARE";

  private static final String SELECT =
      """
      SELECT c.id, c.name, c.is_first, c.created_at,
          (SELECT count(*) FROM accounts.members m WHERE m.company_id = c.id) AS members
      FROM accounts.companies c
      """;

  private static final String FIND = SELECT + "WHERE c.id = :id";

  private static final String PAGE =
      SELECT
          + """
          WHERE (c.created_at, c.id) < (:createdAt, :id)
              AND (CAST(:q AS text) IS NULL OR strpos(lower(c.name), lower(:q)) > 0)
          ORDER BY c.created_at DESC, c.id DESC
          LIMIT :rows
          """;

  private static final String COUNT =
      """
      SELECT count(*) FROM accounts.companies c
      WHERE CAST(:q AS text) IS NULL OR strpos(lower(c.name), lower(:q)) > 0
      """;

  private final JdbcClient jdbc;

  CompanyRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean any() {
    return jdbc.sql(ANY).query(Boolean.class).single();
  }

  void insert(Company company) {
    jdbc.sql(INSERT)
        .param("id", company.id())
        .param("name", company.name())
        .param("first", company.isFirst())
        .param("createdAt", Times.parameter(company.createdAt()))
        .update();
  }

  String first() {
    return jdbc.sql(FIRST).query(String.class).single();
  }

  List<String> all() {
    return jdbc.sql(ALL).query((row, number) -> row.getString("id")).list();
  }

  Optional<String> name(String id) {
    return jdbc.sql(NAME).param("id", id).query(String.class).optional();
  }

  List<Company> page(@Nullable String q, PageRequest page) {
    return jdbc.sql(PAGE)
        .param("q", q)
        .param("createdAt", Times.parameter(page.after().createdAt()))
        .param("id", page.after().id())
        .param("rows", page.rowsToRead())
        .query(CompanyRepository::read)
        .list();
  }

  Optional<Company> find(String id) {
    return jdbc.sql(FIND).param("id", id).query(CompanyRepository::read).optional();
  }

  /** Nobody joins the company until the transaction ends. */
  void lock(String id) {
    jdbc.sql(LOCK).param("id", id).query(String.class).optional();
  }

  /** Nobody locks the company until the transaction ends. */
  void hold(String id) {
    jdbc.sql(HOLD).param("id", id).query(String.class).optional();
  }

  long count(@Nullable String q) {
    return jdbc.sql(COUNT).param("q", q).query(Long.class).single();
  }

  private static Company read(ResultSet row, int number) throws SQLException {
    return new Company(
        row.getString("id"),
        row.getString("name"),
        row.getBoolean("is_first"),
        row.getLong("members"),
        Times.read(row, "created_at"));
  }
}
