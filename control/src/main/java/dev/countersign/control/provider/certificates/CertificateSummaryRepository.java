package dev.countersign.control.provider.certificates;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Certificates by their ids, for those who list them. */
@Repository
class CertificateSummaryRepository {

  private static final String NAMES =
      """
      SELECT id, name FROM provider.certificates WHERE company_id = :company AND id = ANY (:ids)
      """;

  private static final String SOME =
      CertificateRepository.COLUMNS
          + """
          WHERE c.company_id = :company AND c.id = ANY (:ids)
          ORDER BY lower(c.name) COLLATE "C", c.id
          LIMIT :most
          """;

  private static final String SUCCESSORS =
      """
      SELECT id, name FROM provider.certificates
      WHERE company_id = :company AND successor_of = :id
      ORDER BY created_at DESC, id LIMIT :most
      """;

  private final JdbcClient jdbc;

  CertificateSummaryRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<String, String> names(String companyId, Collection<String> ids) {
    return jdbc
        .sql(NAMES)
        .param("company", companyId)
        .param("ids", ids.toArray(String[]::new))
        .query((row, number) -> Map.entry(row.getString("id"), row.getString("name")))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Those that were uploaded to follow this one, the latest first. */
  List<Lineage.Relative> successors(String companyId, String id, int most) {
    return jdbc.sql(SUCCESSORS)
        .param("company", companyId)
        .param("id", id)
        .param("most", most)
        .query((row, number) -> new Lineage.Relative(row.getString("id"), row.getString("name")))
        .list();
  }

  List<CertificateRow> some(String companyId, Collection<String> ids, int most) {
    return jdbc.sql(SOME)
        .param("company", companyId)
        .param("ids", ids.toArray(String[]::new))
        .param("most", most)
        .query(CertificateRepository::read)
        .list();
  }
}
