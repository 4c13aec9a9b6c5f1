package dev.countersign.control.provider.certificates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where certificates are used. */
@Repository
class CertificateUsesRepository {

  private static final String APIS =
      """
      SELECT a.id, a.name, coalesce(a.hosts[1], '') || a.listen_path AS address,
          a.active AND a.mutual_tls = 'enforce' AS enforced,
          bool_or(l.origin = 'hand') AS by_hand, count(*) OVER () AS every
      FROM provider.allow_list l
      JOIN provider.apis a ON a.company_id = l.company_id AND a.id = l.api_id
      WHERE l.company_id = :company AND l.certificate_id = :id
      GROUP BY a.company_id, a.id
      ORDER BY lower(a.name), a.id LIMIT :most
      """;

  private static final String CREDENTIALS =
      """
      SELECT c.id, c.name, c.status, count(*) OVER () AS every,
          NOT EXISTS (SELECT FROM provider.credential_bindings o
              WHERE o.company_id = c.company_id AND o.credential_id = c.id
                  AND o.certificate_id <> b.certificate_id) AS alone
      FROM provider.credential_bindings b
      JOIN provider.credentials c ON c.company_id = b.company_id AND c.id = b.credential_id
      WHERE b.company_id = :company AND b.certificate_id = :id
      ORDER BY lower(c.name), c.id LIMIT :most
      """;

  private static final String COUNTS =
      """
      SELECT l.certificate_id, count(DISTINCT l.api_id) AS apis, 0 AS credentials
      FROM provider.allow_list l
      WHERE l.company_id = :company AND l.certificate_id = ANY (:ids)
      GROUP BY l.certificate_id
      UNION ALL
      SELECT b.certificate_id, 0, count(*)
      FROM provider.credential_bindings b
      WHERE b.company_id = :company AND b.certificate_id = ANY (:ids)
      GROUP BY b.certificate_id
      """;

  private static final String CHECKABLE =
      """
      SELECT a.id, a.name, coalesce(a.hosts[1], '') || a.listen_path AS address,
          a.active AND a.mutual_tls = 'enforce' AS enforced, false AS by_hand
      FROM provider.apis a
      WHERE a.company_id = :company
      ORDER BY a.active AND a.mutual_tls = 'enforce' DESC, lower(a.name), a.id LIMIT :most
      """;

  private final JdbcClient jdbc;

  CertificateUsesRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  CertificateUses of(String companyId, String id) {
    int[] counts = new int[2];
    List<CertificateUses.Api> apis =
        jdbc.sql(APIS)
            .param("company", companyId)
            .param("id", id)
            .param("most", CertificateUses.NAMED)
            .query((row, number) -> {
              counts[0] = row.getInt("every");
              return api(row);
            })
            .list();
    List<CertificateUses.Credential> credentials =
        jdbc.sql(CREDENTIALS)
            .param("company", companyId)
            .param("id", id)
            .param("most", CertificateUses.NAMED)
            .query((row, number) -> {
              counts[1] = row.getInt("every");
              return new CertificateUses.Credential(
                  row.getString("id"),
                  row.getString("name"),
                  row.getString("status"),
                  row.getBoolean("alone"));
            })
            .list();
    return new CertificateUses(apis, counts[0], credentials, counts[1]);
  }

  private static CertificateUses.Api api(ResultSet row) throws SQLException {
    return new CertificateUses.Api(
        row.getString("id"),
        row.getString("name"),
        row.getString("address"),
        row.getBoolean("by_hand"),
        row.getBoolean("enforced"));
  }

  /** APIs that a certificate can be checked against, those with mutual TLS first. */
  List<CertificateUses.Api> checkable(String companyId) {
    return jdbc.sql(CHECKABLE)
        .param("company", companyId)
        .param("most", CertificateUses.NAMED)
        .query((row, number) -> api(row))
        .list();
  }

  /** Of each of these that is used at all. */
  Map<String, CertificateUses.Count> counts(String companyId, Collection<String> ids) {
    Map<String, CertificateUses.Count> counts = new HashMap<>();
    jdbc.sql(COUNTS)
        .param("company", companyId)
        .param("ids", ids.toArray(String[]::new))
        .query(row -> {
          counts.merge(
              row.getString("certificate_id"),
              new CertificateUses.Count(row.getInt("apis"), row.getInt("credentials")),
              (one, other) ->
                  new CertificateUses.Count(
                      one.apis() + other.apis(), one.credentials() + other.credentials()));
        });
    return counts;
  }
}
