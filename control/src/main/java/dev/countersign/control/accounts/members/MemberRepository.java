package dev.countersign.control.accounts.members;

import dev.countersign.control.accounts.roles.RoleName;
import dev.countersign.control.database.Times;
import dev.countersign.control.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MemberRepository {

  private static final String SELECT =
      """
      SELECT m.company_id, m.person_id, m.version, m.created_at, p.name, p.email,
          ARRAY(SELECT r.id FROM accounts.member_roles mr
              JOIN accounts.roles r ON r.company_id = mr.company_id AND r.id = mr.role_id
              WHERE mr.company_id = m.company_id AND mr.person_id = m.person_id
              ORDER BY lower(r.name), r.id) AS role_ids,
          ARRAY(SELECT r.name FROM accounts.member_roles mr
              JOIN accounts.roles r ON r.company_id = mr.company_id AND r.id = mr.role_id
              WHERE mr.company_id = m.company_id AND mr.person_id = m.person_id
              ORDER BY lower(r.name), r.id) AS role_names
      """;

  private static final String FROM =
      """
      FROM accounts.members m JOIN accounts.people p ON p.id = m.person_id
      WHERE m.company_id = :company
      """;

  private static final String FIND = SELECT + FROM + "AND m.person_id = :person";

  private static final String LOCK =
      """
      SELECT person_id FROM accounts.members
      WHERE company_id = :company AND person_id = :person FOR UPDATE
      """;

  private static final String FILTERED =
      """
      AND (CAST(:q AS text) IS NULL OR strpos(lower(p.name), lower(:q)) > 0
          OR strpos(p.email, lower(:q)) > 0)
      AND (CAST(:role AS text) IS NULL OR EXISTS (SELECT FROM accounts.member_roles f
          WHERE f.company_id = m.company_id AND f.person_id = m.person_id AND f.role_id = :role))
      """;

  private static final String PAGE =
      SELECT
          + FROM
          + FILTERED
          + """
          AND (m.created_at, m.person_id) < (:createdAt, :id)
          ORDER BY m.created_at DESC, m.person_id DESC
          LIMIT :rows
          """;

  private static final String COUNT = "SELECT count(*) " + FROM + FILTERED;

  private static final String BY_EMAIL = "SELECT count(*) " + FROM + "AND p.email = :email";

  private static final String ANY =
      "SELECT EXISTS (SELECT FROM accounts.members WHERE company_id = :company)";

  private static final String LOCK_PERSON =
      "SELECT id FROM accounts.people WHERE id = :person FOR UPDATE";

  private static final String ANYWHERE =
      "SELECT EXISTS (SELECT FROM accounts.members WHERE person_id = :person)";

  private static final String INSERT =
      """
      INSERT INTO accounts.members (company_id, person_id, created_at)
      VALUES (:company, :person, :createdAt)
      ON CONFLICT DO NOTHING
      """;

  private static final String RAISE_VERSION =
      """
      UPDATE accounts.members SET version = version + 1
      WHERE company_id = :company AND person_id = :person
      """;

  private static final String ADD_ROLES =
      """
      INSERT INTO accounts.member_roles (company_id, person_id, role_id)
      SELECT :company, :person, unnest(CAST(:roles AS text[]))
      ON CONFLICT DO NOTHING
      """;

  private static final String CLEAR_ROLES =
      "DELETE FROM accounts.member_roles WHERE company_id = :company AND person_id = :person";

  private static final String DELETE =
      "DELETE FROM accounts.members WHERE company_id = :company AND person_id = :person";

  private final JdbcClient jdbc;

  MemberRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Member> find(String companyId, String personId) {
    return about(FIND, companyId, personId).query(MemberRepository::read).optional();
  }

  /** The same, and nobody else changes them until the transaction ends. */
  Optional<Member> lock(String companyId, String personId) {
    return about(LOCK, companyId, personId)
        .query(String.class)
        .optional()
        .flatMap(locked -> find(companyId, locked));
  }

  List<Member> page(String companyId, MemberFilter filter, PageRequest page) {
    return jdbc.sql(PAGE)
        .param("company", companyId)
        .param("q", filter.q())
        .param("role", filter.role())
        .param("createdAt", Times.parameter(page.after().createdAt()))
        .param("id", page.after().id())
        .param("rows", page.rowsToRead())
        .query(MemberRepository::read)
        .list();
  }

  long count(String companyId, MemberFilter filter) {
    return jdbc.sql(COUNT)
        .param("company", companyId)
        .param("q", filter.q())
        .param("role", filter.role())
        .query(Long.class)
        .single();
  }

  boolean any(String companyId) {
    return jdbc.sql(ANY).param("company", companyId).query(Boolean.class).single();
  }

  boolean hasEmail(String companyId, String email) {
    return jdbc.sql(BY_EMAIL)
            .param("company", companyId)
            .param("email", email)
            .query(Long.class)
            .single()
        > 0;
  }

  /** Nobody else makes the person a member of anything until the transaction ends. */
  void lockPerson(String personId) {
    jdbc.sql(LOCK_PERSON).param("person", personId).query(String.class).single();
  }

  boolean isAnywhere(String personId) {
    return jdbc.sql(ANYWHERE).param("person", personId).query(Boolean.class).single();
  }

  void insert(String companyId, String personId, Instant now) {
    about(INSERT, companyId, personId).param("createdAt", Times.parameter(now)).update();
  }

  void addRoles(String companyId, String personId, Collection<String> roles) {
    about(ADD_ROLES, companyId, personId).param("roles", roles.toArray(String[]::new)).update();
  }

  void replaceRoles(String companyId, String personId, Collection<String> roles) {
    about(CLEAR_ROLES, companyId, personId).update();
    addRoles(companyId, personId, roles);
    about(RAISE_VERSION, companyId, personId).update();
  }

  void delete(String companyId, String personId) {
    about(DELETE, companyId, personId).update();
  }

  private JdbcClient.StatementSpec about(String sql, String companyId, String personId) {
    return jdbc.sql(sql).param("company", companyId).param("person", personId);
  }

  private static Member read(ResultSet row, int number) throws SQLException {
    String[] ids = (String[]) row.getArray("role_ids").getArray();
    String[] names = (String[]) row.getArray("role_names").getArray();
    List<RoleName> roles = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      roles.add(new RoleName(ids[i], names[i]));
    }
    return new Member(
        row.getString("company_id"),
        row.getString("person_id"),
        row.getString("name"),
        row.getString("email"),
        List.copyOf(roles),
        Times.read(row, "created_at"),
        row.getLong("version"));
  }
}
