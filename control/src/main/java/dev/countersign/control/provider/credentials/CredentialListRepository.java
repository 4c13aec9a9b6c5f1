package dev.countersign.control.provider.credentials;

import dev.countersign.control.database.Times;
import dev.countersign.control.provider.ListRequest;
import dev.countersign.control.provider.Named;
import dev.countersign.control.shell.Count;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists of credentials: filtered, sorted, paged, counted. */
@Repository
class CredentialListRepository {

  private static final String COUNT =
      "(SELECT count(*) FROM (SELECT FROM provider.credentials c WHERE c.company_id = :company"
          + " AND %s LIMIT :most) AS %2$s) AS %2$s";

  private static final String COUNTS =
      Stream.concat(
              Stream.of(COUNT.formatted("true", "every")),
              Stream.of(CredentialFilter.Show.values())
                  .map(show -> COUNT.formatted(show.condition(), show.code())))
          .collect(Collectors.joining(",\n", "SELECT ", ""));

  private static final String CHOICES =
      """
      SELECT id, name FROM provider.credentials
      WHERE company_id = :company
      ORDER BY lower(name) COLLATE "C", id LIMIT :most
      """;

  private final JdbcClient jdbc;

  CredentialListRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One row more than asked for where there is a next page. */
  List<CredentialRow> page(
      String companyId, CredentialFilter filter, ListRequest<Named> request, Instant now) {
    String sql =
        CredentialRepository.COLUMNS
            + "WHERE c.company_id = :company\n"
            + filter.condition()
            + request.sql();
    var query =
        request.parameters(
            jdbc.sql(sql).param("company", companyId).param("now", Times.parameter(now)));
    if (filter.searched() != null) {
      query.param("searched", filter.searched());
    }
    if (filter.api() != null) {
      query.param("api", filter.api());
    }
    return query.query(CredentialRepository::read).list();
  }

  CredentialCounts counts(String companyId, Instant now) {
    return jdbc.sql(COUNTS)
        .param("company", companyId)
        .param("now", Times.parameter(now))
        .param("most", Count.LIMIT)
        .query((row, number) ->
            new CredentialCounts(
                row.getLong("every"),
                row.getLong("active"),
                row.getLong("expired"),
                row.getLong("suspended"),
                row.getLong("revoked")))
        .single();
  }

  /** Names by id, in their order. */
  Map<String, String> choices(String companyId, int most) {
    Map<String, String> names = new LinkedHashMap<>();
    jdbc.sql(CHOICES)
        .param("company", companyId)
        .param("most", most)
        .query((RowCallbackHandler) row -> names.put(row.getString("id"), row.getString("name")));
    return names;
  }
}
