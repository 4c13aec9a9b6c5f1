package dev.countersign.control.provider.apis;

import dev.countersign.control.provider.ListRequest;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists of APIs: filtered, sorted, paged, counted. */
@Repository
class ApiListRepository {

  private static final String COUNTS =
      """
      SELECT count(*) AS every,
          count(*) FILTER (WHERE active AND mutual_tls = 'enforce') AS mutual_tls,
          count(*) FILTER (WHERE active AND mutual_tls = 'off') AS without,
          count(*) FILTER (WHERE NOT active) AS inactive
      FROM provider.apis
      WHERE company_id = :company
      """;

  private final JdbcClient jdbc;

  ApiListRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One row more than asked for where there is a next page. */
  List<ApiRow> page(String companyId, ApiFilter filter, ListRequest request) {
    String sql =
        ApiRepository.COLUMNS
            + "WHERE company_id = :company\n"
            + filter.condition()
            + request.sql();
    var query = request.parameters(jdbc.sql(sql).param("company", companyId));
    if (filter.searched() != null) {
      query.param("searched", filter.searched());
    }
    return query.query(ApiRepository::read).list();
  }

  ApiCounts counts(String companyId) {
    return jdbc.sql(COUNTS)
        .param("company", companyId)
        .query((row, number) ->
            new ApiCounts(
                row.getLong("every"),
                row.getLong("mutual_tls"),
                row.getLong("without"),
                row.getLong("inactive")))
        .single();
  }
}
