package dev.countersign.control.reports;

import dev.countersign.control.database.Times;
import dev.countersign.policy.report.Report;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which reports were counted already. */
@Repository
class RunRepository {

  private static final String CLAIM =
      """
      INSERT INTO reports.runs AS r (gateway_id, run, number, last_at)
      VALUES (:gateway, :run, :number, :at)
      ON CONFLICT (gateway_id, run) DO UPDATE
      SET number = excluded.number, last_at = excluded.last_at
      WHERE r.number < excluded.number
      """;

  /** A gateway has one life at a time; a few more, so that a late repeat is known too. */
  private static final String FORGET_FORMER =
      """
      DELETE FROM reports.runs WHERE gateway_id = :gateway AND run IN (
          SELECT run FROM reports.runs WHERE gateway_id = :gateway
          ORDER BY last_at DESC, run LIMIT ALL OFFSET 20)
      """;

  private final JdbcClient jdbc;

  RunRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether this report was not counted before; whoever hands it over at once waits for us. */
  boolean claim(String gateway, Report report, Instant now) {
    boolean fresh =
        jdbc.sql(CLAIM)
                .param("gateway", gateway)
                .param("run", report.run())
                .param("number", report.number())
                .param("at", Times.parameter(now))
                .update()
            == 1;
    if (fresh && report.number() == 1) {
      jdbc.sql(FORGET_FORMER).param("gateway", gateway).update();
    }
    return fresh;
  }
}
