package dev.countersign.control.accounts.roles;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.database.Times;
import dev.countersign.control.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RoleRepository {

  private static final String INSERT =
      """
      INSERT INTO accounts.roles (company_id, id, name, permissions, is_default, holds_everything,
          version, created_at)
      VALUES (:company, :id, :name, :permissions, :isDefault, :everything, :version, :createdAt)
      ON CONFLICT (company_id, lower(name)) DO NOTHING
      """;

  private static final String SELECT =
      """
      SELECT company_id, id, name, permissions, is_default, holds_everything, version, created_at
      FROM accounts.roles WHERE company_id = :company
      """;

  private static final String FIND = SELECT + "AND id = :id";

  private static final String LOCK = FIND + " FOR UPDATE";

  private static final String SHARE = SELECT + "AND id = ANY(:ids) ORDER BY id FOR KEY SHARE";

  private static final String ALL =
      SELECT + "ORDER BY holds_everything DESC, is_default DESC, lower(name)";

  private static final String PAGE =
      SELECT
          + """
          AND (created_at, id) < (:createdAt, :id)
          AND (CAST(:q AS text) IS NULL OR strpos(lower(name), lower(:q)) > 0)
          ORDER BY created_at DESC, id DESC
          LIMIT :rows
          """;

  private static final String NAMED =
      """
      SELECT EXISTS (SELECT FROM accounts.roles
          WHERE company_id = :company AND lower(name) = lower(:name) AND id <> :id)
      """;

  private static final String UPDATE =
      """
      UPDATE accounts.roles SET name = :name, permissions = :permissions, version = :version
      WHERE company_id = :company AND id = :id
      """;

  private static final String DELETE =
      "DELETE FROM accounts.roles WHERE company_id = :company AND id = :id";

  private final JdbcClient jdbc;

  RoleRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether it could be added: another role may have its name. */
  boolean insert(Role role) {
    return jdbc.sql(INSERT)
            .param("company", role.companyId())
            .param("id", role.id())
            .param("name", role.name())
            .param("permissions", texts(role))
            .param("isDefault", role.isDefault())
            .param("everything", role.holdsEverything())
            .param("version", role.version())
            .param("createdAt", Times.parameter(role.createdAt()))
            .update()
        == 1;
  }

  Optional<Role> find(String companyId, String id) {
    return jdbc.sql(FIND)
        .param("company", companyId)
        .param("id", id)
        .query(RoleRepository::read)
        .optional();
  }

  /** The same, and nobody else changes or gives it until the transaction ends. */
  Optional<Role> lock(String companyId, String id) {
    return jdbc.sql(LOCK)
        .param("company", companyId)
        .param("id", id)
        .query(RoleRepository::read)
        .optional();
  }

  /** Those of these that exist; they stay until the transaction ends. */
  List<Role> hold(String companyId, Collection<String> ids) {
    return jdbc.sql(SHARE)
        .param("company", companyId)
        .param("ids", ids.toArray(String[]::new))
        .query(RoleRepository::read)
        .list();
  }

  /** Administrator, the others that the company began with, then its own by name. */
  List<Role> all(String companyId) {
    return jdbc.sql(ALL).param("company", companyId).query(RoleRepository::read).list();
  }

  List<Role> page(String companyId, @Nullable String q, PageRequest page) {
    return jdbc.sql(PAGE)
        .param("company", companyId)
        .param("q", q)
        .param("createdAt", Times.parameter(page.after().createdAt()))
        .param("id", page.after().id())
        .param("rows", page.rowsToRead())
        .query(RoleRepository::read)
        .list();
  }

  /** Whether another role than this has the name. */
  boolean isTaken(String companyId, String name, String id) {
    return jdbc.sql(NAMED)
        .param("company", companyId)
        .param("name", name)
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  void update(Role role) {
    jdbc.sql(UPDATE)
        .param("company", role.companyId())
        .param("id", role.id())
        .param("name", role.name())
        .param("permissions", texts(role))
        .param("version", role.version())
        .update();
  }

  void delete(String companyId, String id) {
    jdbc.sql(DELETE).param("company", companyId).param("id", id).update();
  }

  /** What a role that holds everything names is not stored: later releases know more. */
  private static String[] texts(Role role) {
    return role.holdsEverything()
        ? new String[0]
        : role.permissions().stream().sorted().map(Permission::toString).toArray(String[]::new);
  }

  private static Role read(ResultSet row, int number) throws SQLException {
    return new Role(
        row.getString("company_id"),
        row.getString("id"),
        row.getString("name"),
        permissions((String[]) row.getArray("permissions").getArray()),
        row.getBoolean("is_default"),
        row.getBoolean("holds_everything"),
        row.getLong("version"),
        Times.read(row, "created_at"));
  }

  private static Set<Permission> permissions(String[] texts) {
    return Arrays.stream(texts).map(Permission::parse).collect(Collectors.toUnmodifiableSet());
  }
}
