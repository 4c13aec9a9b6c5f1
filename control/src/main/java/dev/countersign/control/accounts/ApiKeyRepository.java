package dev.countersign.control.accounts;

import dev.countersign.control.database.Times;
import dev.countersign.control.web.PageRequest;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
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
      INSERT INTO accounts.api_keys (id, company_id, name, hash, scopes, created_at)
      VALUES (:id, :company, :name, :hash, :scopes, :createdAt)
      """;

  private static final String SELECT =
      """
      SELECT k.id, k.company_id, c.is_first, k.name, k.hash, k.scopes, k.created_at
      FROM accounts.api_keys k JOIN accounts.companies c ON c.id = k.company_id
      """;

  private static final String BY_HASH = SELECT + "WHERE k.hash = :hash";

  private static final String PAGE =
      SELECT
          + """
          WHERE k.company_id = :company AND (k.created_at, k.id) < (:createdAt, :id)
          ORDER BY k.created_at DESC, k.id DESC
          LIMIT :rows
          """;

  private static final String DELETE =
      """
      DELETE FROM accounts.api_keys WHERE company_id = :company AND id = :id
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

  List<ApiKey> page(String companyId, PageRequest page) {
    return jdbc.sql(PAGE)
        .param("company", companyId)
        .param("createdAt", Times.parameter(page.after().createdAt()))
        .param("id", page.after().id())
        .param("rows", page.rowsToRead())
        .query(ApiKeyRepository::read)
        .list();
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
        Times.read(row, "created_at"));
  }

  private static Set<Scope> scopes(String[] texts) {
    return Arrays.stream(texts).map(Scope::parse).collect(Collectors.toUnmodifiableSet());
  }
}
