package dev.countersign.control.provider;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whether there is any of each kind of thing; as cheap for a million as for one. */
@Repository
class ProgressRepository {

  private static final String PROGRESS =
      """
      SELECT
          EXISTS (SELECT FROM provider.apis WHERE company_id = :company) AS published,
          EXISTS (SELECT FROM provider.certificates WHERE company_id = :company) AS stored,
          EXISTS (SELECT FROM provider.allow_list WHERE company_id = :company) AS allowed,
          EXISTS (SELECT FROM provider.credentials WHERE company_id = :company) AS made,
          coalesce(
              (SELECT min(api_id) FROM provider.allow_list WHERE company_id = :company),
              (SELECT min(id) FROM provider.apis
                  WHERE company_id = :company AND mutual_tls = 'enforce'),
              (SELECT min(id) FROM provider.apis WHERE company_id = :company)) AS api
      """;

  private static final String APIS_THAT_LIST_CAS =
      """
      SELECT DISTINCT a.id FROM provider.certificates c
      JOIN provider.allow_list l ON l.company_id = c.company_id AND l.certificate_id = c.id
      JOIN provider.apis a ON a.company_id = l.company_id AND a.id = l.api_id
      WHERE c.company_id = :company AND c.is_ca AND a.mutual_tls = 'enforce'
      LIMIT 1000
      """;

  private final JdbcClient jdbc;

  ProgressRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those with mutual TLS. */
  List<String> apisThatListCas(String companyId) {
    return jdbc.sql(APIS_THAT_LIST_CAS)
        .param("company", companyId)
        .query((row, number) -> row.getString("id"))
        .list();
  }

  Progress of(String companyId) {
    return jdbc.sql(PROGRESS)
        .param("company", companyId)
        .query((row, number) ->
            new Progress(
                row.getBoolean("published"),
                row.getBoolean("stored"),
                row.getBoolean("allowed"),
                row.getBoolean("made"),
                row.getString("api")))
        .single();
  }
}
