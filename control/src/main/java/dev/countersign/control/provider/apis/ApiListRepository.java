package dev.countersign.control.provider.apis;

import dev.countersign.control.provider.ListRequest;
import dev.countersign.control.provider.Named;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
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

  private static final String NAMES =
      """
      SELECT id, name FROM provider.apis WHERE company_id = :company AND id = ANY (:ids)
      """;

  private static final String CHOICES =
      """
      SELECT id, name FROM provider.apis
      WHERE company_id = :company
      ORDER BY lower(name) COLLATE "C", id LIMIT :most
      """;

  private static final String CREDENTIALS =
      """
      SELECT count(*) FROM provider.credential_apis
      WHERE company_id = :company AND api_id = :id
      """;

  private final JdbcClient jdbc;

  ApiListRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One row more than asked for where there is a next page. */
  List<ApiRow> page(String companyId, ApiFilter filter, ListRequest<Named> request) {
    String sql =
        ApiRepository.COLUMNS
            + "WHERE company_id = :company\n"
            + filter.condition()
            + request.sql();
    var query = request.parameters(jdbc.sql(sql).param("company", companyId));
    if (filter.searched() != null) {
      query.param("searched", filter.searched());
    }
    if (filter.notListing() != null) {
      query.param("notListing", filter.notListing());
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

  Map<String, String> names(String companyId, Collection<String> ids) {
    return byId(
        jdbc.sql(NAMES).param("company", companyId).param("ids", ids.toArray(String[]::new)));
  }

  Map<String, String> choices(String companyId, int most) {
    return byId(jdbc.sql(CHOICES).param("company", companyId).param("most", most));
  }

  /** In the order in which they are read. */
  private static Map<String, String> byId(StatementSpec query) {
    Map<String, String> names = new LinkedHashMap<>();
    query.query((RowCallbackHandler) row -> names.put(row.getString("id"), row.getString("name")));
    return names;
  }

  int credentials(String companyId, String id) {
    return jdbc.sql(CREDENTIALS)
        .param("company", companyId)
        .param("id", id)
        .query(Integer.class)
        .single();
  }
}
