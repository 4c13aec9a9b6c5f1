package dev.countersign.control.accounts.company;

import dev.countersign.control.accounts.CompanySettings.NoticeRecipient;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SettingsRepository {

  private static final String FIND =
      """
      SELECT id, name, session_idle_minutes, session_hours, refusal_days, use_days,
          notice_roles, notice_addresses, version
      FROM accounts.companies WHERE id = :company
      """;

  private static final String LOCK = FIND + "FOR UPDATE";

  private static final String UPDATE =
      """
      UPDATE accounts.companies SET name = :name, session_idle_minutes = :idle,
          session_hours = :hours, refusal_days = :refusalDays, use_days = :useDays,
          notice_roles = :noticeRoles, notice_addresses = :noticeAddresses, version = :version
      WHERE id = :company
      """;

  private static final String PEOPLE =
      """
      SELECT DISTINCT p.email, p.name
      FROM accounts.roles r
      JOIN accounts.member_roles mr ON mr.company_id = r.company_id AND mr.role_id = r.id
      JOIN accounts.people p ON p.id = mr.person_id
      WHERE r.company_id = :company
      """;

  private static final String WITH_ROLES = PEOPLE + "AND r.id = ANY(:roles) ORDER BY p.email";

  private static final String ADMINISTRATORS = PEOPLE + "AND r.holds_everything ORDER BY p.email";

  private final JdbcClient jdbc;

  SettingsRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Settings> find(String companyId) {
    return jdbc.sql(FIND).param("company", companyId).query(SettingsRepository::read).optional();
  }

  /** The same, and nobody else changes them until the transaction ends. */
  Optional<Settings> lock(String companyId) {
    return jdbc.sql(LOCK).param("company", companyId).query(SettingsRepository::read).optional();
  }

  void update(Settings settings) {
    jdbc.sql(UPDATE)
        .param("company", settings.companyId())
        .param("name", settings.name())
        .param("idle", settings.sessionIdleMinutes())
        .param("hours", settings.sessionHours())
        .param("refusalDays", settings.refusalDays())
        .param("useDays", settings.useDays())
        .param("noticeRoles", settings.noticeRoles().toArray(String[]::new))
        .param("noticeAddresses", settings.noticeAddresses().toArray(String[]::new))
        .param("version", settings.version())
        .update();
  }

  List<NoticeRecipient> peopleWith(String companyId, List<String> roles) {
    return jdbc.sql(WITH_ROLES)
        .param("company", companyId)
        .param("roles", roles.toArray(String[]::new))
        .query(SettingsRepository::recipient)
        .list();
  }

  List<NoticeRecipient> administrators(String companyId) {
    return jdbc.sql(ADMINISTRATORS)
        .param("company", companyId)
        .query(SettingsRepository::recipient)
        .list();
  }

  private static NoticeRecipient recipient(ResultSet row, int number) throws SQLException {
    return new NoticeRecipient(row.getString("email"), row.getString("name"));
  }

  private static Settings read(ResultSet row, int number) throws SQLException {
    return new Settings(
        row.getString("id"),
        row.getString("name"),
        row.getInt("session_idle_minutes"),
        row.getInt("session_hours"),
        row.getInt("refusal_days"),
        row.getInt("use_days"),
        List.of((String[]) row.getArray("notice_roles").getArray()),
        List.of((String[]) row.getArray("notice_addresses").getArray()),
        row.getLong("version"));
  }
}
