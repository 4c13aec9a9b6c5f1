package dev.countersign.control.provider.apis;

import dev.countersign.control.database.Times;
import dev.countersign.control.provider.certificates.Warning;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.AllowListEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Allow lists, with the origin of each entry. */
@Repository
class AllowListRepository {

  private static final String ADD =
      """
      INSERT INTO provider.allow_list (company_id, api_id, certificate_id, origin, created_at)
      SELECT :company, :api, unnest(:certificates), :origin, :now
      ON CONFLICT DO NOTHING
      """;

  private static final String REMOVE =
      """
      DELETE FROM provider.allow_list
      WHERE company_id = :company AND api_id = :api AND certificate_id = ANY (:certificates)
      """;

  private static final String OF_APIS =
      """
      SELECT DISTINCT api_id, certificate_id FROM provider.allow_list
      WHERE company_id = :company AND api_id = ANY (:apis)
      ORDER BY api_id, certificate_id
      """;

  private static final String COUNTS =
      """
      SELECT api_id, count(DISTINCT certificate_id) FROM provider.allow_list
      WHERE company_id = :company AND api_id = ANY (:apis)
      GROUP BY api_id
      """;

  /** By name; a search looks where the store's does. */
  private static final String FOUND =
      """
      SELECT c.id FROM provider.certificates c
      WHERE c.company_id = :company
          AND EXISTS (SELECT FROM provider.allow_list l
              WHERE l.company_id = c.company_id AND l.api_id = :api AND l.certificate_id = c.id)
          AND (:searched::text IS NULL OR c.search LIKE :searched)
      ORDER BY lower(c.name) COLLATE "C", c.id LIMIT :most
      """;

  private static final String WEAK =
      """
      SELECT DISTINCT l.api_id, c.name, c.is_ca
      FROM provider.allow_list l
      JOIN provider.certificates c ON c.company_id = l.company_id AND c.id = l.certificate_id
      WHERE l.company_id = :company AND l.api_id = ANY (:apis) AND c.weak_key
      ORDER BY l.api_id, c.name LIMIT 100
      """;

  private static final String APIS_LISTING =
      """
      SELECT DISTINCT api_id FROM provider.allow_list
      WHERE company_id = :company AND certificate_id = :certificate
      ORDER BY api_id
      """;

  private static final String NAMING =
      """
      SELECT DISTINCT api_id, certificate_id FROM provider.allow_list
      WHERE company_id = :company AND certificate_id = ANY (:certificates)
      """;

  private static final String SOME =
      """
      SELECT DISTINCT certificate_id FROM provider.allow_list
      WHERE company_id = :company AND api_id = :api
      ORDER BY certificate_id LIMIT :most
      """;

  private static final String ALL =
      """
      SELECT DISTINCT api_id, certificate_id FROM provider.allow_list
      """;

  private final JdbcClient jdbc;

  AllowListRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(ApiRow api, Collection<String> certificateIds, Origin origin, Instant now) {
    jdbc.sql(ADD)
        .param("company", api.companyId())
        .param("api", api.id())
        .param("certificates", certificateIds.toArray(String[]::new))
        .param("origin", origin.text())
        .param("now", Times.parameter(now))
        .update();
  }

  /** Whatever their origins. */
  void remove(ApiRow api, Collection<String> certificateIds) {
    jdbc.sql(REMOVE)
        .param("company", api.companyId())
        .param("api", api.id())
        .param("certificates", certificateIds.toArray(String[]::new))
        .update();
  }

  /** The ids of the listed certificates by the APIs' ids. */
  Map<String, List<String>> of(String companyId, Collection<String> apiIds) {
    return jdbc
        .sql(OF_APIS)
        .param("company", companyId)
        .param("apis", apiIds.toArray(String[]::new))
        .query((row, number) -> new Entry(row.getString(1), row.getString(2)))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Entry::apiId, Collectors.mapping(Entry::certificateId, Collectors.toList())));
  }

  /** How long the lists are, by the APIs' ids; an empty one is left out. */
  Map<String, Integer> counts(String companyId, Collection<String> apiIds) {
    return jdbc
        .sql(COUNTS)
        .param("company", companyId)
        .param("apis", apiIds.toArray(String[]::new))
        .query((row, number) -> Map.entry(row.getString(1), row.getInt(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The ids of the first listed certificates, by name, that a search finds. */
  List<String> find(String companyId, String apiId, @Nullable String searched, int most) {
    return jdbc.sql(FOUND)
        .param("company", companyId)
        .param("api", apiId)
        .param("searched", searched)
        .param("most", most)
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** G16: what is listed and weak, by the APIs' ids. */
  Map<String, List<Warning>> warnings(String companyId, Collection<String> apiIds) {
    return jdbc
        .sql(WEAK)
        .param("company", companyId)
        .param("apis", apiIds.toArray(String[]::new))
        .query(
            (row, number) -> Map.entry(row.getString(1), weak(row.getString(2), row.getBoolean(3))))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static Warning weak(String name, boolean isCa) {
    return isCa
        ? new Warning(
            "weak_authority_key",
            "%s is listed and has a weak key: nobody is let in by it.".formatted(name))
        : new Warning(
            "weak_key",
            "%s is listed and has a weak key. It is let in; ask its owner to renew it."
                .formatted(name));
  }

  List<String> apisListing(String companyId, String certificateId) {
    return jdbc.sql(APIS_LISTING)
        .param("company", companyId)
        .param("certificate", certificateId)
        .query((row, number) -> row.getString(1))
        .list();
  }

  List<Entry> naming(String companyId, Collection<String> certificateIds) {
    return jdbc.sql(NAMING)
        .param("company", companyId)
        .param("certificates", certificateIds.toArray(String[]::new))
        .query((row, number) -> new Entry(row.getString(1), row.getString(2)))
        .list();
  }

  List<String> some(ApiRow api, int most) {
    return jdbc.sql(SOME)
        .param("company", api.companyId())
        .param("api", api.id())
        .param("most", most)
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** Every company's; row by row where the caller's connection reads with a fetch size. */
  void all(int fetchSize, Consumer<Entry> sink) {
    try (Stream<Entry> rows =
        jdbc
            .sql(ALL)
            .withFetchSize(fetchSize)
            .query((row, number) -> new Entry(row.getString(1), row.getString(2)))
            .stream()) {
      rows.forEach(sink);
    }
  }

  /** A certificate on an API's allow list. */
  record Entry(String apiId, String certificateId) {

    /** As a gateway is told of it. */
    AllowListEntry toConfiguration() {
      return new AllowListEntry(apiId, Fingerprint.parse(certificateId));
    }
  }
}
