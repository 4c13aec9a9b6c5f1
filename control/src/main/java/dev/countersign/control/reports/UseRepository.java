package dev.countersign.control.reports;

import dev.countersign.control.database.Times;
import dev.countersign.policy.report.Use;
import dev.countersign.policy.report.Use.Kind;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class UseRepository {

  private static final String ADD =
      """
      INSERT INTO reports.uses AS u (company_id, kind, subject, day, api_id, let_in, refused)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (company_id, kind, subject, day, api_id) DO UPDATE
      SET let_in = u.let_in + excluded.let_in, refused = u.refused + excluded.refused
      """;

  private static final String MOVE_LAST =
      """
      INSERT INTO reports.last_uses AS l (company_id, kind, subject, last_at, last_let_in_at)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (company_id, kind, subject) DO UPDATE
      SET last_at = greatest(l.last_at, excluded.last_at),
          last_let_in_at = greatest(l.last_let_in_at, excluded.last_let_in_at)
      """;

  private static final String LAST =
      """
      SELECT subject, last_at, last_let_in_at FROM reports.last_uses
      WHERE company_id = :company AND kind = :kind AND subject = ANY (:subjects)
      """;

  private static final String BY_API =
      """
      SELECT api_id, sum(let_in) AS let_in, sum(refused) AS refused, max(day) AS last
      FROM reports.uses
      WHERE company_id = :company AND kind = :kind AND subject = :subject
      GROUP BY api_id ORDER BY sum(let_in) + sum(refused) DESC, api_id LIMIT 100
      """;

  private static final String BY_DAY =
      """
      SELECT day, sum(let_in) AS let_in, sum(refused) AS refused FROM reports.uses
      WHERE company_id = :company AND kind = :kind AND subject = :subject AND day >= :since
      GROUP BY day ORDER BY day
      """;

  private static final String FORGET =
      "DELETE FROM reports.uses WHERE company_id = :company AND day < :day";

  private static final String ANY_LET_IN =
      """
      SELECT EXISTS (SELECT FROM reports.last_uses
          WHERE company_id = :company AND kind = :kind AND last_let_in_at IS NOT NULL)
      """;

  private static final String LAST_BEFORE =
      """
      SELECT subject FROM reports.last_uses
      WHERE company_id = :company AND kind = :kind AND last_at < :before AND subject > :after
      ORDER BY subject LIMIT :most
      """;

  private static final String FORGET_LAST =
      """
      DELETE FROM reports.last_uses
      WHERE company_id = :company AND kind = :kind AND subject = ANY (:subjects)
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  UseRepository(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** Adds these, which are in one order wherever they come from, so that nobody waits in a ring. */
  void add(List<Owned<Use>> uses) {
    batches.batchUpdate(ADD, uses, 500, UseRepository::setAdd);
    batches.batchUpdate(MOVE_LAST, uses, 500, UseRepository::setLast);
  }

  private static void setAdd(PreparedStatement statement, Owned<Use> owned) throws SQLException {
    Use use = owned.what();
    statement.setString(1, owned.companyId());
    statement.setString(2, text(use.kind()));
    statement.setString(3, use.subject());
    statement.setObject(4, use.day());
    statement.setString(5, use.apiId());
    statement.setLong(6, use.letIn());
    statement.setLong(7, use.refused());
  }

  private static void setLast(PreparedStatement statement, Owned<Use> owned) throws SQLException {
    Use use = owned.what();
    statement.setString(1, owned.companyId());
    statement.setString(2, text(use.kind()));
    statement.setString(3, use.subject());
    statement.setObject(4, Times.parameter(use.lastAt()));
    statement.setObject(5, Times.optionalParameter(use.lastLetInAt()));
  }

  Map<String, LastUse> last(String companyId, Kind kind, Collection<String> subjects) {
    Map<String, LastUse> last = new HashMap<>();
    jdbc.sql(LAST)
        .param("company", companyId)
        .param("kind", text(kind))
        .param("subjects", subjects.toArray(String[]::new))
        .query(
            (RowCallbackHandler)
                row ->
                    last.put(
                        row.getString("subject"),
                        new LastUse(
                            Times.read(row, "last_at"),
                            Times.readOptional(row, "last_let_in_at"))));
    return last;
  }

  boolean anyLetIn(String companyId, Kind kind) {
    return jdbc.sql(ANY_LET_IN)
        .param("company", companyId)
        .param("kind", text(kind))
        .query(Boolean.class)
        .single();
  }

  List<UsedWith> byApi(String companyId, Kind kind, String subject) {
    return of(BY_API, companyId, kind, subject)
        .query((row, number) ->
            new UsedWith(
                row.getString("api_id"),
                row.getLong("let_in"),
                row.getLong("refused"),
                row.getObject("last", LocalDate.class)))
        .list();
  }

  List<UsedOn> byDay(String companyId, Kind kind, String subject, LocalDate since) {
    return of(BY_DAY, companyId, kind, subject)
        .param("since", since)
        .query((row, number) ->
            new UsedOn(
                row.getObject("day", LocalDate.class),
                row.getLong("let_in"),
                row.getLong("refused")))
        .list();
  }

  private JdbcClient.StatementSpec of(String sql, String companyId, Kind kind, String subject) {
    return jdbc.sql(sql)
        .param("company", companyId)
        .param("kind", text(kind))
        .param("subject", subject);
  }

  /** Forgets the numbers of the days before this one. */
  void forget(String companyId, LocalDate day) {
    jdbc.sql(FORGET).param("company", companyId).param("day", day).update();
  }

  /** What was used last before this, in order, from behind the one named. */
  List<String> lastBefore(String companyId, Kind kind, Instant before, String after, int most) {
    return jdbc.sql(LAST_BEFORE)
        .param("company", companyId)
        .param("kind", text(kind))
        .param("before", Times.parameter(before))
        .param("after", after)
        .param("most", most)
        .query((row, number) -> row.getString("subject"))
        .list();
  }

  void forgetLast(String companyId, Kind kind, Collection<String> subjects) {
    jdbc.sql(FORGET_LAST)
        .param("company", companyId)
        .param("kind", text(kind))
        .param("subjects", subjects.toArray(String[]::new))
        .update();
  }

  private static String text(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
