package dev.countersign.control.provider.apis;

import dev.countersign.control.database.Times;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ApiRepository {

  static final String COLUMNS =
      """
      SELECT company_id, id, name, hosts, listen_path, strip_listen_path, upstream_url,
          upstream_timeout_ms, forward_client_certificate, authentication, token_header,
          forward_token, mutual_tls, tolerate_server_auth, active, version, created_at
      FROM provider.apis
      """;

  private static final String INSERT =
      """
      INSERT INTO provider.apis (company_id, id, name, hosts, listen_path, strip_listen_path,
          upstream_url, upstream_timeout_ms, forward_client_certificate, authentication,
          token_header, forward_token, mutual_tls, tolerate_server_auth, active, version,
          created_at)
      VALUES (:company, :id, :name, :hosts, :listenPath, :stripListenPath, :url, :timeout,
          :forwardCertificate, :authentication, :header, :forwardToken, :mutualTls,
          :tolerateServerAuth, :active, :version, :createdAt)
      """;

  private static final String UPDATE =
      """
      UPDATE provider.apis SET name = :name, hosts = :hosts, listen_path = :listenPath,
          strip_listen_path = :stripListenPath, upstream_url = :url,
          upstream_timeout_ms = :timeout, forward_client_certificate = :forwardCertificate,
          authentication = :authentication, token_header = :header,
          forward_token = :forwardToken, mutual_tls = :mutualTls,
          tolerate_server_auth = :tolerateServerAuth, active = :active, version = :version
      WHERE company_id = :company AND id = :id
      """;

  private static final String BY_ID = COLUMNS + "WHERE company_id = :company AND id = :id\n";

  private static final String LOCK = BY_ID + "FOR UPDATE";

  private static final String LOCK_AGAINST_DELETION =
      """
      SELECT id FROM provider.apis
      WHERE company_id = :company AND id = ANY (:ids)
      ORDER BY id FOR KEY SHARE
      """;

  private static final String BY_IDS = COLUMNS + "WHERE company_id = :company AND id = ANY (:ids)";

  private static final String NEW_VERSION =
      """
      UPDATE provider.apis SET version = version + 1 WHERE company_id = :company AND id = :id
      """;

  private static final String DELETE =
      """
      DELETE FROM provider.apis WHERE company_id = :company AND id = :id
      """;

  private final JdbcClient jdbc;

  ApiRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(ApiRow row) {
    Map<String, @Nullable Object> parameters = parameters(row);
    parameters.put("createdAt", Times.parameter(row.createdAt()));
    jdbc.sql(INSERT).params(parameters).update();
  }

  void update(ApiRow row) {
    jdbc.sql(UPDATE).params(parameters(row)).update();
  }

  private static Map<String, @Nullable Object> parameters(ApiRow row) {
    ApiSettings settings = row.settings();
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("company", row.companyId());
    parameters.put("id", row.id());
    parameters.put("name", settings.name());
    parameters.put("hosts", settings.hosts().toArray(String[]::new));
    parameters.put("listenPath", settings.listenPath());
    parameters.put("stripListenPath", settings.stripListenPath());
    parameters.put("url", settings.upstreamUrl().toString());
    parameters.put("timeout", settings.upstreamTimeout().toMillis());
    parameters.put("forwardCertificate", settings.forwardClientCertificate());
    parameters.put("authentication", settings.authentication());
    parameters.put("header", settings.tokenHeader());
    parameters.put("forwardToken", settings.forwardToken());
    parameters.put("mutualTls", settings.mutualTls());
    parameters.put("tolerateServerAuth", settings.tolerateServerAuth());
    parameters.put("active", settings.active());
    parameters.put("version", row.version());
    return parameters;
  }

  Optional<ApiRow> find(String companyId, String id) {
    return one(BY_ID, companyId, id);
  }

  /** Keeps everybody else from changing the API or its allow list until the transaction ends. */
  Optional<ApiRow> lock(String companyId, String id) {
    return one(LOCK, companyId, id);
  }

  private Optional<ApiRow> one(String sql, String companyId, String id) {
    return jdbc.sql(sql)
        .param("company", companyId)
        .param("id", id)
        .query(ApiRepository::read)
        .optional();
  }

  /** Those of these that exist; they exist until the transaction ends. */
  Set<String> lockAgainstDeletion(String companyId, Collection<String> ids) {
    return Set.copyOf(
        jdbc.sql(LOCK_AGAINST_DELETION)
            .param("company", companyId)
            .param("ids", ids.toArray(String[]::new))
            .query((row, number) -> row.getString(1))
            .list());
  }

  List<ApiRow> find(String companyId, Collection<String> ids) {
    return jdbc.sql(BY_IDS)
        .param("company", companyId)
        .param("ids", ids.toArray(String[]::new))
        .query(ApiRepository::read)
        .list();
  }

  /** The allow list is part of what is shown of an API, and so of its entity tag. */
  void newVersion(String companyId, String id) {
    jdbc.sql(NEW_VERSION).param("company", companyId).param("id", id).update();
  }

  void delete(ApiRow row) {
    jdbc.sql(DELETE).param("company", row.companyId()).param("id", row.id()).update();
  }

  /** Every company's; row by row where the caller's connection reads with a fetch size. */
  void all(int fetchSize, Consumer<ApiRow> sink) {
    try (Stream<ApiRow> rows =
        jdbc.sql(COLUMNS).withFetchSize(fetchSize).query(ApiRepository::read).stream()) {
      rows.forEach(sink);
    }
  }

  static ApiRow read(ResultSet row, int number) throws SQLException {
    ApiSettings settings =
        new ApiSettings(
            row.getString("name"),
            List.of((String[]) row.getArray("hosts").getArray()),
            row.getString("listen_path"),
            row.getBoolean("strip_listen_path"),
            URI.create(row.getString("upstream_url")),
            Duration.ofMillis(row.getLong("upstream_timeout_ms")),
            row.getBoolean("forward_client_certificate"),
            row.getString("authentication"),
            row.getString("token_header"),
            row.getBoolean("forward_token"),
            row.getString("mutual_tls"),
            row.getBoolean("tolerate_server_auth"),
            row.getBoolean("active"));
    return new ApiRow(
        row.getString("company_id"),
        row.getString("id"),
        settings,
        row.getLong("version"),
        Times.read(row, "created_at"));
  }
}
