package dev.countersign.control.reports;

import dev.countersign.control.database.Times;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.Sought;
import dev.countersign.policy.report.ReportFormat;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RefusalRepository {

  private static final String INSERT =
      """
      INSERT INTO reports.refusals (at, company_id, id, gateway_id, gateway, api_id, api_name, code,
          cause, certificate_id, credential_id, search, record)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      """;

  private static final String COLUMNS =
      "SELECT company_id, at, gateway_id, gateway, api_id, api_name, record FROM reports.refusals ";

  private static final String BY_ID =
      COLUMNS + "WHERE company_id = :company AND id = :id ORDER BY at LIMIT 1";

  private static final String CONDITIONS =
      """
      WHERE company_id = :company AND at >= :from AND at <= :to
      AND (:q::text IS NULL OR search LIKE :q)
      AND (:api::text IS NULL OR api_id = :api)
      AND (:code::text IS NULL OR code = :code)
      AND (:cause::text IS NULL OR cause = :cause)
      AND (:certificate::text IS NULL OR certificate_id = :certificate)
      AND (:credential::text IS NULL OR credential_id = :credential)
      """;

  private static final String PAGE =
      COLUMNS
          + CONDITIONS
          + "AND (at, id) < (:afterAt, :afterId) ORDER BY at DESC, id DESC LIMIT :limit";

  private static final String SAME =
      """
      SELECT count(*) AS number, min(at) AS first, max(at) AS last FROM reports.refusals
      """
          + CONDITIONS;

  private static final String FORGET =
      "DELETE FROM reports.refusals WHERE company_id = :company AND at < :at";

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  RefusalRepository(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  void insert(List<RefusalRow> rows) {
    batches.batchUpdate(INSERT, rows, 100, RefusalRepository::set);
  }

  private static void set(PreparedStatement statement, RefusalRow row) throws SQLException {
    statement.setObject(1, Times.parameter(row.at()));
    statement.setString(2, row.companyId());
    statement.setString(3, row.id());
    statement.setString(4, row.gatewayId());
    statement.setString(5, row.gateway());
    statement.setString(6, row.apiId());
    statement.setString(7, row.apiName());
    statement.setString(8, row.code());
    statement.setString(9, row.cause());
    statement.setString(10, row.certificateId());
    statement.setString(11, row.credentialId());
    statement.setString(12, row.searchText());
    statement.setString(
        13, new String(ReportFormat.writeRecord(row.record()), StandardCharsets.UTF_8));
  }

  Optional<RefusalRow> find(String companyId, String id) {
    return jdbc.sql(BY_ID)
        .param("company", companyId)
        .param("id", id)
        .query(RefusalRepository::row)
        .optional();
  }

  /** One page, the newest first. */
  List<RefusalRow> page(String companyId, RefusalFilter filter, PageRequest page) {
    return filtered(PAGE, companyId, filter)
        .param("afterAt", Times.parameter(page.after().createdAt()))
        .param("afterId", page.after().id())
        .param("limit", page.rowsToRead())
        .query(RefusalRepository::row)
        .list();
  }

  /** How many of these there are, and since when. */
  Recurrence recurrence(String companyId, RefusalFilter filter) {
    return filtered(SAME, companyId, filter)
        .query((row, number) ->
            new Recurrence(
                row.getLong("number"),
                Times.readOptional(row, "first"),
                Times.readOptional(row, "last")))
        .single();
  }

  private JdbcClient.StatementSpec filtered(String sql, String companyId, RefusalFilter filter) {
    return jdbc.sql(sql)
        .param("company", companyId)
        .param("from", Times.parameter(filter.from()))
        .param("to", Times.parameter(filter.to()))
        .param("q", Sought.pattern(filter.q()))
        .param("api", filter.api())
        .param("code", filter.code())
        .param("cause", filter.cause())
        .param("certificate", filter.certificate())
        .param("credential", filter.credential());
  }

  /** Forgets what is before this instant. */
  void forget(String companyId, Instant before) {
    jdbc.sql(FORGET).param("company", companyId).param("at", Times.parameter(before)).update();
  }

  private static RefusalRow row(ResultSet row, int number) throws SQLException {
    return new RefusalRow(
        row.getString("company_id"),
        Times.read(row, "at"),
        row.getString("gateway_id"),
        row.getString("gateway"),
        row.getString("api_id"),
        row.getString("api_name"),
        ReportFormat.readRecord(row.getString("record").getBytes(StandardCharsets.UTF_8)));
  }
}
