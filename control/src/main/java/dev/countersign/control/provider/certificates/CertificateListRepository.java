package dev.countersign.control.provider.certificates;

import dev.countersign.control.database.Times;
import dev.countersign.control.provider.ListRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Lists of certificates: filtered, sorted, paged, counted. */
@Repository
class CertificateListRepository {

  /**
   * A search for a word that every row has wants another plan than one for a rare word, so a plan
   * made for any word is of no use.
   */
  private static final String PLAN_FOR_THESE_VALUES =
      """
      SET LOCAL plan_cache_mode = force_custom_plan
      """;

  /** What nothing names, but for the CAs that complete paths. */
  private static final String UNUSED =
      """
      EXISTS (SELECT FROM provider.certificates_unused u
          WHERE u.company_id = c.company_id AND u.certificate_id = c.id
              AND u.certificate_id <> ALL (:completing))
      """;

  private static final String IN_NAMES =
      """
      AND c.id IN (SELECT n.id FROM provider.certificates n
          WHERE n.company_id = :company AND n.sort_name LIKE :searched)
      """;

  private static final String COUNTED =
      "(SELECT count(*) FROM (SELECT FROM provider.certificates c WHERE c.company_id = :company"
          + " AND %s LIMIT :most) AS %2$s) AS %2$s";

  private static final String COUNTS =
      "SELECT "
          + String.join(
              ",\n",
              COUNTED.formatted("true", "every"),
              COUNTED.formatted("NOT c.is_ca", "client"),
              COUNTED.formatted("c.is_ca", "ca"),
              COUNTED.formatted(CertificateStatus.EXPIRING.condition(), "expiring"),
              COUNTED.formatted(CertificateStatus.EXPIRED.condition(), "expired"),
              COUNTED.formatted(CertificateStatus.REVOKED.condition(), "revoked"),
              """
              (SELECT count(*) FROM (SELECT FROM provider.certificates_unused
                  WHERE company_id = :company AND certificate_id <> ALL (:completing)
                  LIMIT :most) AS unused) AS unused
              """);

  private final JdbcClient jdbc;

  CertificateListRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * In a transaction; one row more than asked for where there is a next page.
   *
   * @param completing ids of those that are used though nothing names them
   */
  List<CertificateRow> page(
      String companyId,
      CertificateFilter filter,
      Collection<String> completing,
      ListRequest<CertificateRow> request,
      Instant now) {
    planForTheseValues();
    return request
        .parameters(
            filtered(
                CertificateRepository.COLUMNS + where(filter) + request.sql(),
                companyId,
                filter,
                completing,
                now))
        .query(CertificateRepository::read)
        .list();
  }

  /** How many the filter shows, counted up to this. In a transaction. */
  long count(
      String companyId,
      CertificateFilter filter,
      Collection<String> completing,
      Instant now,
      int most) {
    planForTheseValues();
    return filtered(
            "SELECT count(*) FROM (SELECT FROM provider.certificates c\n"
                + where(filter)
                + "LIMIT :most) AS found",
            companyId,
            filter,
            completing,
            now)
        .param("most", most)
        .query(Long.class)
        .single();
  }

  private void planForTheseValues() {
    jdbc.sql(PLAN_FOR_THESE_VALUES).update();
  }

  private static String where(CertificateFilter filter) {
    StringBuilder sql = new StringBuilder("WHERE c.company_id = :company\n");
    if (filter.searched() != null) {
      sql.append(filter.isShortSearch() ? IN_NAMES : "AND c.search LIKE :searched\n");
    }
    if (filter.ca() != null) {
      sql.append(filter.ca() ? "AND c.is_ca\n" : "AND NOT c.is_ca\n");
    }
    if (filter.status() != null) {
      sql.append("AND ").append(filter.status().condition()).append('\n');
    }
    if (filter.unused() != null) {
      sql.append(filter.unused() ? "AND " : "AND NOT ").append(UNUSED);
    }
    return sql.toString();
  }

  private StatementSpec filtered(
      String sql,
      String companyId,
      CertificateFilter filter,
      Collection<String> completing,
      Instant now) {
    return jdbc.sql(sql)
        .param("company", companyId)
        .param("completing", completing.toArray(String[]::new))
        .param("searched", filter.searched())
        .param("now", Times.parameter(now))
        .param("soon", Times.parameter(now.plus(CertificateStatus.SOON)));
  }

  /** What each filter shows, counted up to this. */
  CertificateCounts counts(String companyId, Collection<String> completing, Instant now, int most) {
    return jdbc.sql(COUNTS)
        .param("company", companyId)
        .param("completing", completing.toArray(String[]::new))
        .param("now", Times.parameter(now))
        .param("soon", Times.parameter(now.plus(CertificateStatus.SOON)))
        .param("most", most)
        .query((row, number) ->
            new CertificateCounts(
                row.getLong("every"),
                row.getLong("client"),
                row.getLong("ca"),
                row.getLong("expiring"),
                row.getLong("expired"),
                row.getLong("revoked"),
                row.getLong("unused")))
        .single();
  }
}
