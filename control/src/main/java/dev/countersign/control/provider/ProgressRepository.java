package dev.countersign.control.provider;

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

  private final JdbcClient jdbc;

  ProgressRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
