package dev.countersign.control.provider.credentials;

import dev.countersign.control.database.Times;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.TokenHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CredentialRepository {

  /** What belongs to a credential comes with it, so that a million are read in one pass. */
  static final String COLUMNS =
      """
      SELECT c.company_id, c.id, c.name, c.status, c.expires_at, c.rate_requests, c.rate_per_ms,
          c.quota_requests, c.quota_per_ms, c.version, c.created_at,
          ARRAY(SELECT a.api_id FROM provider.credential_apis a
              WHERE a.company_id = c.company_id AND a.credential_id = c.id) AS apis,
          ARRAY(SELECT b.certificate_id FROM provider.credential_bindings b
              WHERE b.company_id = c.company_id AND b.credential_id = c.id) AS bound,
          ARRAY(SELECT encode(t.hash, 'hex') || ' '
                  || coalesce((extract(epoch FROM t.accepted_until) * 1000000)::bigint::text, '')
              FROM provider.credential_tokens t
              WHERE t.company_id = c.company_id AND t.credential_id = c.id
              ORDER BY t.accepted_until NULLS FIRST) AS tokens
      FROM provider.credentials c
      """;

  private static final String BY_ID = COLUMNS + "WHERE c.company_id = :company AND c.id = :id\n";

  private static final String LOCK = BY_ID + "FOR UPDATE";

  private static final String INSERT =
      """
      INSERT INTO provider.credentials (company_id, id, name, status, expires_at, rate_requests,
          rate_per_ms, quota_requests, quota_per_ms, version, created_at)
      VALUES (:company, :id, :name, :status, :expiresAt, :rateRequests, :ratePer,
          :quotaRequests, :quotaPer, :version, :createdAt)
      """;

  private static final String UPDATE =
      """
      UPDATE provider.credentials SET name = :name, status = :status, expires_at = :expiresAt,
          rate_requests = :rateRequests, rate_per_ms = :ratePer, quota_requests = :quotaRequests,
          quota_per_ms = :quotaPer, version = :version
      WHERE company_id = :company AND id = :id
      """;

  private static final String DELETE =
      """
      DELETE FROM provider.credentials WHERE company_id = :company AND id = :id
      """;

  private static final String CLEAR_APIS =
      """
      DELETE FROM provider.credential_apis WHERE company_id = :company AND credential_id = :id
      """;

  private static final String ADD_APIS =
      """
      INSERT INTO provider.credential_apis (company_id, credential_id, api_id)
      SELECT :company, :id, unnest(:apis)
      """;

  private static final String CLEAR_BINDINGS =
      """
      DELETE FROM provider.credential_bindings WHERE company_id = :company AND credential_id = :id
      """;

  private static final String ADD_BINDINGS =
      """
      INSERT INTO provider.credential_bindings (company_id, credential_id, certificate_id)
      SELECT :company, :id, unnest(:certificates)
      """;

  private static final String CLEAR_TOKENS =
      """
      DELETE FROM provider.credential_tokens WHERE company_id = :company AND credential_id = :id
      """;

  private static final String ADD_TOKEN =
      """
      INSERT INTO provider.credential_tokens
          (hash, company_id, credential_id, accepted_until, created_at)
      VALUES (:hash, :company, :id, :until, :now)
      """;

  private final JdbcClient jdbc;

  CredentialRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(CredentialRow row) {
    Map<String, @Nullable Object> parameters = parameters(row);
    parameters.put("createdAt", Times.parameter(row.createdAt()));
    jdbc.sql(INSERT).params(parameters).update();
    addApis(row);
    addBindings(row);
    addTokens(row, row.createdAt());
  }

  void update(CredentialRow row) {
    jdbc.sql(UPDATE).params(parameters(row)).update();
    clear(CLEAR_APIS, row);
    addApis(row);
    clear(CLEAR_BINDINGS, row);
    addBindings(row);
  }

  void updateTokens(CredentialRow row, Instant now) {
    jdbc.sql(UPDATE).params(parameters(row)).update();
    clear(CLEAR_TOKENS, row);
    addTokens(row, now);
  }

  boolean delete(String companyId, String id) {
    return jdbc.sql(DELETE).param("company", companyId).param("id", id).update() == 1;
  }

  private void clear(String sql, CredentialRow row) {
    jdbc.sql(sql).param("company", row.companyId()).param("id", row.id()).update();
  }

  private void addApis(CredentialRow row) {
    jdbc.sql(ADD_APIS)
        .param("company", row.companyId())
        .param("id", row.id())
        .param("apis", row.settings().apis().toArray(String[]::new))
        .update();
  }

  private void addBindings(CredentialRow row) {
    jdbc.sql(ADD_BINDINGS)
        .param("company", row.companyId())
        .param("id", row.id())
        .param("certificates", row.settings().boundCertificates().toArray(String[]::new))
        .update();
  }

  private void addTokens(CredentialRow row, Instant now) {
    for (Credential.AcceptedToken token : row.tokens()) {
      jdbc.sql(ADD_TOKEN)
          .param("hash", token.hash().bytes())
          .param("company", row.companyId())
          .param("id", row.id())
          .param("until", Times.optionalParameter(token.until()))
          .param("now", Times.parameter(now))
          .update();
    }
  }

  private static Map<String, @Nullable Object> parameters(CredentialRow row) {
    CredentialSettings settings = row.settings();
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("company", row.companyId());
    parameters.put("id", row.id());
    parameters.put("name", settings.name());
    parameters.put("status", settings.status().name().toLowerCase(Locale.ROOT));
    parameters.put("expiresAt", Times.optionalParameter(settings.expiresAt()));
    putLimit(parameters, "rate", settings.rateLimit());
    putLimit(parameters, "quota", settings.quota());
    parameters.put("version", row.version());
    return parameters;
  }

  private static void putLimit(
      Map<String, @Nullable Object> parameters, String name, Credential.@Nullable Allowance limit) {
    parameters.put(name + "Requests", limit == null ? null : limit.requests());
    parameters.put(name + "Per", limit == null ? null : limit.per().toMillis());
  }

  Optional<CredentialRow> find(String companyId, String id) {
    return one(BY_ID, companyId, id);
  }

  /** Keeps everybody else from changing it until the transaction ends. */
  Optional<CredentialRow> lock(String companyId, String id) {
    // Read once more after the lock: what was read while waiting for it is from before.
    return one(LOCK, companyId, id).flatMap(row -> find(companyId, id));
  }

  private Optional<CredentialRow> one(String sql, String companyId, String id) {
    return jdbc.sql(sql)
        .param("company", companyId)
        .param("id", id)
        .query(CredentialRepository::read)
        .optional();
  }

  /** Every company's; row by row where the caller's connection reads with a fetch size. */
  void all(int fetchSize, Consumer<CredentialRow> sink) {
    try (Stream<CredentialRow> rows =
        jdbc.sql(COLUMNS).withFetchSize(fetchSize).query(CredentialRepository::read).stream()) {
      rows.forEach(sink);
    }
  }

  static CredentialRow read(ResultSet row, int number) throws SQLException {
    CredentialSettings settings =
        new CredentialSettings(
            row.getString("name"),
            new TreeSet<>(texts(row, "apis")),
            new TreeSet<>(texts(row, "bound")),
            Credential.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
            Times.readOptional(row, "expires_at"),
            limit(row, "rate"),
            limit(row, "quota"));
    return new CredentialRow(
        row.getString("company_id"),
        row.getString("id"),
        settings,
        tokens(texts(row, "tokens")),
        row.getLong("version"),
        Times.read(row, "created_at"));
  }

  private static Collection<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }

  private static Credential.@Nullable Allowance limit(ResultSet row, String name)
      throws SQLException {
    long requests = row.getLong(name + "_requests");
    if (row.wasNull()) {
      return null;
    }
    return new Credential.Allowance(requests, Duration.ofMillis(row.getLong(name + "_per_ms")));
  }

  /** Each is a hash in hex, and where it ends, the microsecond. */
  private static List<Credential.AcceptedToken> tokens(Collection<String> texts) {
    List<Credential.AcceptedToken> tokens = new ArrayList<>();
    for (String text : texts) {
      int space = text.indexOf(' ');
      TokenHash hash = TokenHash.fromBytes(HexFormat.of().parseHex(text.substring(0, space)));
      String micros = text.substring(space + 1);
      tokens.add(
          new Credential.AcceptedToken(
              hash,
              micros.isEmpty()
                  ? null
                  : Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS)));
    }
    return tokens;
  }
}
