package dev.countersign.control.reports;

import dev.countersign.control.database.Times;
import dev.countersign.policy.report.RefusalCount;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many requests were refused, and of how many the reason was kept. */
@Repository
class CountRepository {

  private static final String ADD =
      """
      INSERT INTO reports.refusal_counts AS c (company_id, day, api_id, code, cause, count)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (company_id, day, api_id, code, cause) DO UPDATE
      SET count = c.count + excluded.count
      """;

  private static final String KEEP =
      """
      INSERT INTO reports.kept_refusals AS k (company_id, hour, code, cause, kept)
      VALUES (:company, :hour, :code, :cause, :number)
      ON CONFLICT (company_id, hour, code, cause) DO UPDATE SET kept = k.kept + excluded.kept
      RETURNING kept
      """;

  private static final String SINCE =
      """
      SELECT api_id, code, cause, sum(count) AS count FROM reports.refusal_counts
      WHERE company_id = :company AND day >= :since AND day <= :until
      GROUP BY api_id, code, cause ORDER BY sum(count) DESC, api_id, code, cause
      """;

  private static final String TOTAL =
      """
      SELECT coalesce(sum(count), 0) FROM reports.refusal_counts
      WHERE company_id = :company AND day = :day
      """;

  private static final String FORGET =
      "DELETE FROM reports.refusal_counts WHERE company_id = :company AND day < :day";

  private static final String FORGET_KEPT = "DELETE FROM reports.kept_refusals WHERE hour < :hour";

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  CountRepository(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  void add(List<Owned<RefusalCount>> counts) {
    batches.batchUpdate(ADD, counts, 500, CountRepository::set);
  }

  private static void set(PreparedStatement statement, Owned<RefusalCount> owned)
      throws SQLException {
    RefusalCount count = owned.what();
    statement.setString(1, owned.companyId());
    statement.setObject(2, count.day());
    statement.setString(3, count.apiId() == null ? "" : count.apiId());
    statement.setString(4, count.code());
    statement.setString(5, count.cause() == null ? "" : count.cause());
    statement.setLong(6, count.count());
  }

  /** Counts so many more as kept in their hour, and answers how many are now. */
  long keep(KeptKey key, long number) {
    return jdbc.sql(KEEP)
        .param("company", key.companyId())
        .param("hour", Times.parameter(key.hour()))
        .param("code", key.code())
        .param("cause", key.cause())
        .param("number", number)
        .query(Long.class)
        .single();
  }

  /** How many requests were refused on these days, by API and reason, the most first. */
  List<RefusedBecause> between(String companyId, LocalDate since, LocalDate until) {
    return jdbc.sql(SINCE)
        .param("company", companyId)
        .param("since", since)
        .param("until", until)
        .query((row, number) ->
            new RefusedBecause(
                row.getString("api_id"),
                row.getString("code"),
                row.getString("cause"),
                row.getLong("count")))
        .list();
  }

  long total(String companyId, LocalDate day) {
    return jdbc.sql(TOTAL).param("company", companyId).param("day", day).query(Long.class).single();
  }

  /** Forgets what is before this day. */
  void forget(String companyId, LocalDate day) {
    jdbc.sql(FORGET).param("company", companyId).param("day", day).update();
  }

  void forgetKept(Instant hour) {
    jdbc.sql(FORGET_KEPT).param("hour", Times.parameter(hour)).update();
  }

  /** Whose reasons, of which kind, in which hour. */
  record KeptKey(String companyId, Instant hour, String code, String cause) {

    static final Comparator<KeptKey> ORDER =
        Comparator.comparing(KeptKey::companyId)
            .thenComparing(KeptKey::hour)
            .thenComparing(KeptKey::code)
            .thenComparing(KeptKey::cause);
  }
}
