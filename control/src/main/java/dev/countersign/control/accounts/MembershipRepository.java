package dev.countersign.control.accounts;

import dev.countersign.control.accounts.session.SessionPerson;
import dev.countersign.control.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MembershipRepository {

  private static final String PERMITTED =
      """
      ARRAY(SELECT DISTINCT unnest(r.permissions) FROM accounts.member_roles mr
          JOIN accounts.roles r ON r.company_id = mr.company_id AND r.id = mr.role_id
          WHERE mr.company_id = m.company_id AND mr.person_id = m.person_id) AS permissions,
      EXISTS (SELECT FROM accounts.member_roles mr
          JOIN accounts.roles r ON r.company_id = mr.company_id AND r.id = mr.role_id
          WHERE mr.company_id = m.company_id AND mr.person_id = m.person_id
              AND r.holds_everything) AS everything
      """;

  private static final String PERMISSIONS =
      "SELECT "
          + PERMITTED
          + """
          FROM accounts.members m
          WHERE m.company_id = :company AND m.person_id = :person
          """;

  private static final String SIGNED_IN =
      """
      SELECT c.name AS company_name, c.is_first, p.name, p.email,
      """
          + PERMITTED
          + """
          FROM accounts.members m
          JOIN accounts.companies c ON c.id = m.company_id
          JOIN accounts.people p ON p.id = m.person_id
          WHERE m.company_id = :company AND m.person_id = :person
              AND p.session_version = :version
              AND CAST(:signedInAt AS timestamptz) + c.session_hours * interval '1 hour' > :now
          """;

  private static final String COMPANIES_OF =
      """
      SELECT c.id, c.name, c.session_idle_minutes
      FROM accounts.members m JOIN accounts.companies c ON c.id = m.company_id
      WHERE m.person_id = :person ORDER BY m.created_at, c.id
      """;

  private final JdbcClient jdbc;

  MembershipRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The member as they are now; nobody once the session is over or they are taken out of the
   * company.
   */
  Optional<SignedIn> signedIn(SessionPerson session, String address, Instant now) {
    String companyId = session.companyId();
    String personId = session.personId();
    return jdbc.sql(SIGNED_IN)
        .param("company", companyId)
        .param("person", personId)
        .param("version", session.version())
        .param("signedInAt", Times.parameter(session.signedInAt()))
        .param("now", Times.parameter(now))
        .query((row, number) ->
            new SignedIn(
                companyId,
                row.getString("company_name"),
                personId,
                row.getString("name"),
                row.getString("email"),
                row.getBoolean("is_first"),
                permissions(row),
                address))
        .optional();
  }

  /** What a member may now; nothing to find where they are none. */
  Optional<Set<Permission>> permissions(String companyId, String personId) {
    return jdbc.sql(PERMISSIONS)
        .param("company", companyId)
        .param("person", personId)
        .query((row, number) -> permissions(row))
        .optional();
  }

  /** The companies of a person; the first joined first. */
  List<Membership> companiesOf(String personId) {
    return jdbc.sql(COMPANIES_OF)
        .param("person", personId)
        .query((row, number) ->
            new Membership(
                row.getString("id"),
                row.getString("name"),
                Duration.ofMinutes(row.getLong("session_idle_minutes"))))
        .list();
  }

  private static Set<Permission> permissions(ResultSet row) throws SQLException {
    if (row.getBoolean("everything")) {
      return EnumSet.allOf(Permission.class);
    }
    return Arrays.stream((String[]) row.getArray("permissions").getArray())
        .map(Permission::parse)
        .collect(Collectors.toUnmodifiableSet());
  }
}
