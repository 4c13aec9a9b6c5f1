package dev.countersign.control.provider;

import dev.countersign.control.database.Times;
import dev.countersign.control.reports.ReportedThings;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.UnreadableCertificateException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells what exists, and whose it is, of what gateways report about. */
@Repository
class StoredThings implements ReportedThings {

  private static final String APIS =
      "SELECT id, company_id, name FROM provider.apis WHERE id = ANY (:ids)";

  private static final String COMPANIES_OF_CREDENTIALS =
      "SELECT id, company_id AS value FROM provider.credentials WHERE id = ANY (:ids)";

  private static final String STORED =
      "SELECT id FROM provider.certificates WHERE company_id = :company AND id = ANY (:ids)";

  private static final String CERTIFICATE =
      """
      SELECT id, name, der, revoked_at, created_at FROM provider.certificates
      WHERE company_id = :company AND id = :id
      """;

  private static final String CREDENTIAL_NAMES =
      """
      SELECT id, name AS value FROM provider.credentials
      WHERE company_id = :company AND id = ANY (:ids)
      """;

  private static final String API_NAMES =
      """
      SELECT id, name AS value FROM provider.apis WHERE company_id = :company
      ORDER BY name, id LIMIT 1000
      """;

  private final JdbcClient jdbc;

  StoredThings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<String, Api> apis(Collection<String> ids) {
    return jdbc
        .sql(APIS)
        .param("ids", ids.toArray(String[]::new))
        .query((row, number) ->
            new Api(row.getString("id"), row.getString("company_id"), row.getString("name")))
        .list()
        .stream()
        .collect(Collectors.toMap(Api::id, Function.identity()));
  }

  @Override
  public Map<String, String> companiesOfCredentials(Collection<String> ids) {
    return byId(jdbc.sql(COMPANIES_OF_CREDENTIALS).param("ids", ids.toArray(String[]::new)));
  }

  @Override
  public Set<String> stored(String companyId, Collection<String> fingerprints) {
    return new HashSet<>(
        jdbc.sql(STORED)
            .param("company", companyId)
            .param("ids", fingerprints.toArray(String[]::new))
            .query(String.class)
            .list());
  }

  @Override
  public Optional<StoredCertificate> certificate(String companyId, String fingerprint) {
    return jdbc.sql(CERTIFICATE)
        .param("company", companyId)
        .param("id", fingerprint)
        .query(StoredThings::certificate)
        .optional();
  }

  private static StoredCertificate certificate(ResultSet row, int number) throws SQLException {
    Certificate certificate = parsed(row.getBytes("der"));
    return new StoredCertificate(
        row.getString("id"),
        row.getString("name"),
        certificate.subject(),
        certificate.issuer(),
        certificate.serial(),
        certificate.notBefore(),
        certificate.notAfter(),
        certificate.isCa(),
        row.getObject("revoked_at") != null,
        Times.read(row, "created_at"));
  }

  private static Certificate parsed(byte[] der) {
    try {
      return Certificate.parse(der);
    } catch (UnreadableCertificateException e) {
      throw new IllegalStateException("A stored certificate cannot be read", e);
    }
  }

  @Override
  public Map<String, String> credentialNames(String companyId, Collection<String> ids) {
    return byId(
        jdbc.sql(CREDENTIAL_NAMES)
            .param("company", companyId)
            .param("ids", ids.toArray(String[]::new)));
  }

  @Override
  public Map<String, String> apiNames(String companyId) {
    return byId(jdbc.sql(API_NAMES).param("company", companyId));
  }

  private static Map<String, String> byId(JdbcClient.StatementSpec statement) {
    Map<String, String> values = new HashMap<>();
    statement.query(
        (RowCallbackHandler) row -> values.put(row.getString("id"), row.getString("value")));
    return values;
  }
}
