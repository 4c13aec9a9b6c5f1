package dev.countersign.control.notices;

import dev.countersign.control.database.Times;
import dev.countersign.control.provider.certificates.CertificateEnds.End;
import dev.countersign.control.provider.certificates.ToldEnds.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ToldRepository {

  /** Those of these that were not told of at this stage, or a nearer one. */
  private static final String TELL =
      """
      INSERT INTO notices.told (company_id, certificate_id, stage, at, not_after, recipients)
      SELECT :company, due.id, :stage, :at, due.ends, :recipients
      FROM unnest(CAST(:ids AS text[]), CAST(:ends AS timestamptz[])) AS due (id, ends)
      WHERE NOT EXISTS (SELECT FROM notices.told t
          WHERE t.company_id = :company AND t.certificate_id = due.id AND t.stage <= :stage)
      ON CONFLICT DO NOTHING
      RETURNING certificate_id
      """;

  private static final String OF =
      """
      SELECT certificate_id, stage, at, recipients FROM notices.told
      WHERE company_id = :company AND certificate_id = ANY (:ids) ORDER BY stage
      """;

  private static final String FORGET =
      """
      DELETE FROM notices.told WHERE not_after < :before
      """;

  private final JdbcClient jdbc;

  ToldRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes them as told; answers those that nobody had told of. */
  Set<String> tell(
      String companyId, Stage stage, List<End> ends, List<String> recipients, Instant now) {
    return Set.copyOf(
        jdbc.sql(TELL)
            .param("company", companyId)
            .param("stage", stage.days())
            .param("at", Times.parameter(now))
            .param("recipients", recipients.toArray(String[]::new))
            .param("ids", ends.stream().map(End::certificateId).toArray(String[]::new))
            .param(
                "ends", ends.stream().map(end -> end.notAfter().toString()).toArray(String[]::new))
            .query((row, number) -> row.getString(1))
            .list());
  }

  /** The notices of these, by certificate; the latest of each first. */
  Map<String, List<Told>> of(String companyId, Collection<String> ids) {
    return jdbc
        .sql(OF)
        .param("company", companyId)
        .param("ids", ids.toArray(String[]::new))
        .query((row, number) -> Map.entry(row.getString("certificate_id"), read(row)))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey,
                Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableList())));
  }

  int forgetThoseThatEndedBefore(Instant before) {
    return jdbc.sql(FORGET).param("before", Times.parameter(before)).update();
  }

  private static Told read(ResultSet row) throws SQLException {
    return new Told(
        row.getInt("stage"),
        Times.read(row, "at"),
        List.of((String[]) row.getArray("recipients").getArray()));
  }
}
