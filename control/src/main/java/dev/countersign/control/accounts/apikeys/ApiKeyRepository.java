package dev.countersign.control.accounts.apikeys;

import dev.countersign.control.database.Times;
import dev.countersign.control.web.PageRequest;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ApiKeyRepository {

  private static final String INSERT =
      """
      INSERT INTO accounts.api_keys (id, company_id, name, hash, scopes, owner_id, made_by,
          expires_at, created_at)
      VALUES (:id, :company, :name, :hash, :scopes, :owner, :madeBy, :expiresAt, :createdAt)
      """;

  private static final String SELECT =
      """
      SELECT k.id, k.company_id, c.is_first, k.name, k.hash, k.scopes, k.owner_id,
          p.name AS owner_name, k.made_by, k.expires_at, k.last_used_at, k.created_at
      FROM accounts.api_keys k JOIN accounts.companies c ON c.id = k.company_id
      LEFT JOIN accounts.people p ON p.id = k.owner_id
      """;

  private static final String BY_HASH = SELECT + "WHERE k.hash = :hash";

  private static final String FIND = SELECT + "WHERE k.company_id = :company AND k.id = :id";

  private static final String OWNED_BY =
      SELECT + "WHERE k.company_id = :company AND k.owner_id = :owner ORDER BY k.created_at";

  /** In all their companies. */
  private static final String WORKING_OF =
      """
      SELECT count(*) FROM accounts.api_keys k
      JOIN accounts.members m ON m.company_id = k.company_id AND m.person_id = k.owner_id
      WHERE k.owner_id = :owner AND (k.expires_at IS NULL OR k.expires_at > :now)
      """;

  private static final String FILTERED =
      """
      WHERE k.company_id = :company
          AND (CAST(:q AS text) IS NULL OR strpos(lower(k.name), lower(:q)) > 0
              OR strpos(lower(p.name), lower(:q)) > 0)
          AND (CAST(:personal AS boolean) IS NULL OR :personal = (k.owner_id IS NOT NULL))
          AND (CAST(:owner AS text) IS NULL OR k.owner_id = :owner)
      """;

  private static final String PAGE =
      SELECT
          + FILTERED
          + """
          AND (k.created_at, k.id) < (:createdAt, :id)
          ORDER BY k.created_at DESC, k.id DESC
          LIMIT :rows
          """;

  private static final String COUNT =
      """
      SELECT count(*) FROM accounts.api_keys k LEFT JOIN accounts.people p ON p.id = k.owner_id
      """
          + FILTERED;

  private static final String DELETE =
      """
      DELETE FROM accounts.api_keys WHERE company_id = :company AND id = :id
      """;

  private static final String USED =
      """
      UPDATE accounts.api_keys SET last_used_at = :at
      WHERE id = :id AND (last_used_at IS NULL OR last_used_at <= :before)
      """;

  private final JdbcClient jdbc;

  ApiKeyRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(ApiKey key) {
    jdbc.sql(INSERT)
        .param("id", key.id())
        .param("company", key.companyId())
        .param("name", key.name())
        .param("hash", key.hash())
        .param("scopes", texts(key.scopes()))
        .param("owner", key.ownerId())
        .param("madeBy", key.madeBy())
        .param("expiresAt", Times.optionalParameter(key.expiresAt()))
        .param("createdAt", Times.parameter(key.createdAt()))
        .update();
  }

  /** The key with this hash; compared once more without telling by its time where they differ. */
  Optional<ApiKey> findByHash(byte[] hash) {
    return jdbc.sql(BY_HASH)
        .param("hash", hash)
        .query(ApiKeyRepository::read)
        .optional()
        .filter(key -> MessageDigest.isEqual(key.hash(), hash));
  }

  Optional<ApiKey> find(String companyId, String id) {
    return jdbc.sql(FIND)
        .param("company", companyId)
        .param("id", id)
        .query(ApiKeyRepository::read)
        .optional();
  }

  List<ApiKey> ownedBy(String companyId, String personId) {
    return jdbc.sql(OWNED_BY)
        .param("company", companyId)
        .param("owner", personId)
        .query(ApiKeyRepository::read)
        .list();
  }

  long workingOf(String personId, Instant now) {
    return jdbc.sql(WORKING_OF)
        .param("owner", personId)
        .param("now", Times.parameter(now))
        .query(Long.class)
        .single();
  }

  List<ApiKey> page(String companyId, ApiKeyFilter filter, PageRequest page) {
    return filtered(PAGE, companyId, filter)
        .param("createdAt", Times.parameter(page.after().createdAt()))
        .param("id", page.after().id())
        .param("rows", page.rowsToRead())
        .query(ApiKeyRepository::read)
        .list();
  }

  long count(String companyId, ApiKeyFilter filter) {
    return filtered(COUNT, companyId, filter).query(Long.class).single();
  }

  private JdbcClient.StatementSpec filtered(String sql, String companyId, ApiKeyFilter filter) {
    return jdbc.sql(sql)
        .param("company", companyId)
        .param("q", filter.q())
        .param("personal", filter.kind() == null ? null : filter.kind() == ApiKeyKind.PERSONAL)
        .param("owner", filter.ownerId());
  }

  /** Notes a use, unless one was noted after that other time. */
  void used(String id, Instant at, Instant before) {
    jdbc.sql(USED)
        .param("id", id)
        .param("at", Times.parameter(at))
        .param("before", Times.parameter(before))
        .update();
  }

  boolean delete(String companyId, String id) {
    return jdbc.sql(DELETE).param("company", companyId).param("id", id).update() == 1;
  }

  private static String[] texts(Collection<Scope> scopes) {
    return scopes.stream().map(Scope::toString).toArray(String[]::new);
  }

  private static ApiKey read(ResultSet row, int number) throws SQLException {
    return new ApiKey(
        row.getString("id"),
        row.getString("company_id"),
        row.getBoolean("is_first"),
        row.getString("name"),
        row.getBytes("hash"),
        scopes((String[]) row.getArray("scopes").getArray()),
        row.getString("owner_id"),
        row.getString("owner_name"),
        row.getString("made_by"),
        Times.readOptional(row, "expires_at"),
        Times.readOptional(row, "last_used_at"),
        Times.read(row, "created_at"));
  }

  private static Set<Scope> scopes(String[] texts) {
    return Arrays.stream(texts).map(Scope::parse).collect(Collectors.toUnmodifiableSet());
  }
}
