package dev.countersign.control.provider.apis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which API has which host and listen path, in the whole installation. */
@Repository
class RouteRepository {

  private static final String CLAIM =
      """
      INSERT INTO provider.routes (host, listen_path, company_id, api_id)
      VALUES (:host, :listenPath, :company, :api)
      ON CONFLICT DO NOTHING
      """;

  private static final String ONE_AFTER_THE_OTHER =
      """
      SELECT pg_advisory_xact_lock(hashtext('provider.routes'))
      """;

  /**
   * Hosts: the same, the wildcard that covers it, those that it covers, and every host. Listen
   * paths: the same, one above it, and those below it.
   */
  private static final String OVERLAPPING =
      """
      SELECT EXISTS (
        SELECT 1 FROM provider.routes
        WHERE company_id <> :company
          AND (host IN (:host, :cover, '') OR :host = ''
            OR '*' || substr(host, strpos(host, '.')) = :host)
          AND (listen_path = '/' OR :path = '/'
            OR starts_with(listen_path || '/', :path || '/')
            OR starts_with(:path || '/', listen_path || '/')))
      """;

  private static final String OWNER =
      """
      SELECT company_id, api_id FROM provider.routes
      WHERE host = :host AND listen_path = :listenPath
      """;

  private static final String RELEASE =
      """
      DELETE FROM provider.routes WHERE company_id = :company AND api_id = :api
      """;

  private static final String EVERY_HOST = "";

  private final JdbcClient jdbc;

  RouteRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whether a route of the API overlaps with one of another company. Whoever could publish a longer
   * path below it, or a host under its wildcard, would receive the other's calls, tokens included.
   */
  boolean overlapsWithAnotherCompany(ApiRow api) {
    jdbc.sql(ONE_AFTER_THE_OTHER).query().singleRow();
    return hosts(api).stream().anyMatch(host -> overlaps(api, host));
  }

  private boolean overlaps(ApiRow api, String host) {
    int dot = host.indexOf('.');
    return jdbc.sql(OVERLAPPING)
        .param("company", api.companyId())
        .param("path", api.settings().listenPath())
        .param("host", host)
        .param("cover", dot < 0 ? host : "*" + host.substring(dot))
        .query(Boolean.class)
        .single();
  }

  private static Set<String> hosts(ApiRow api) {
    List<String> named = api.settings().hosts();
    return new TreeSet<>(named.isEmpty() ? List.of(EVERY_HOST) : named);
  }

  /** Takes the API's routes, or answers one that is another's. Hosts in order: no deadlock. */
  Optional<Taken> claim(ApiRow api) {
    for (String host : hosts(api)) {
      if (!claim(api, host)) {
        return Optional.of(taken(host, api.settings().listenPath()));
      }
    }
    return Optional.empty();
  }

  private boolean claim(ApiRow api, String host) {
    return jdbc.sql(CLAIM)
            .param("host", host)
            .param("listenPath", api.settings().listenPath())
            .param("company", api.companyId())
            .param("api", api.id())
            .update()
        == 1;
  }

  private Taken taken(String host, String listenPath) {
    return jdbc.sql(OWNER)
        .param("host", host)
        .param("listenPath", listenPath)
        .query((row, number) ->
            new Taken(host, listenPath, row.getString("company_id"), row.getString("api_id")))
        .optional()
        .orElse(new Taken(host, listenPath, "", ""));
  }

  void release(ApiRow api) {
    jdbc.sql(RELEASE).param("company", api.companyId()).param("api", api.id()).update();
  }

  /** A route that another API has. */
  record Taken(String host, String listenPath, String companyId, String apiId) {

    String text() {
      return (host.isEmpty() ? "every host" : host) + " " + listenPath;
    }
  }
}
