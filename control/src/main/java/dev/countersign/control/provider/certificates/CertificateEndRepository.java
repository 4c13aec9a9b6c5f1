package dev.countersign.control.provider.certificates;

import dev.countersign.control.database.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Certificates by their ends. */
@Repository
class CertificateEndRepository {

  private static final String BETWEEN =
      """
      SELECT id, not_after FROM provider.certificates
      WHERE company_id = :company AND not_after >= :from AND not_after < :until
          AND (not_after, id) > (:afterEnd, :afterId) AND revoked_at IS NULL
      ORDER BY not_after, id LIMIT :most
      """;

  private static final String ROWS =
      CertificateRepository.COLUMNS
          + """
          WHERE c.company_id = :company AND c.id = ANY (:ids) ORDER BY c.not_after, c.id
          """;

  private final JdbcClient jdbc;

  CertificateEndRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<CertificateEnds.End> between(
      String companyId,
      @Nullable Instant from,
      Instant until,
      CertificateEnds.@Nullable End after,
      int most) {
    Instant begin = from == null ? Instant.EPOCH : from;
    return jdbc.sql(BETWEEN)
        .param("company", companyId)
        .param("from", Times.parameter(begin))
        .param("until", Times.parameter(until))
        .param("afterEnd", Times.parameter(after == null ? Instant.EPOCH : after.notAfter()))
        .param("afterId", after == null ? "" : after.certificateId())
        .param("most", most)
        .query((row, number) ->
            new CertificateEnds.End(row.getString("id"), Times.read(row, "not_after")))
        .list();
  }

  List<CertificateRow> rows(String companyId, Collection<String> ids) {
    return jdbc.sql(ROWS)
        .param("company", companyId)
        .param("ids", ids.toArray(String[]::new))
        .query(CertificateRepository::read)
        .list();
  }
}
