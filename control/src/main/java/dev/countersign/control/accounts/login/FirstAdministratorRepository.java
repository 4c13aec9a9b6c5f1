package dev.countersign.control.accounts.login;

import dev.countersign.control.database.Times;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class FirstAdministratorRepository {

  private static final String ANYBODY =
      """
      SELECT EXISTS (SELECT FROM accounts.members WHERE company_id = :company)
          OR EXISTS (SELECT FROM accounts.api_keys WHERE company_id = :company)
      """;

  private static final String ANY_MEMBER =
      "SELECT EXISTS (SELECT FROM accounts.members WHERE company_id = :company)";

  private static final String ADD_MEMBER =
      """
      INSERT INTO accounts.members (company_id, person_id, created_at)
      VALUES (:company, :person, :createdAt)
      """;

  private static final String ADD_ROLE =
      """
      INSERT INTO accounts.member_roles (company_id, person_id, role_id)
      SELECT company_id, :person, id FROM accounts.roles
      WHERE company_id = :company AND holds_everything
      """;

  private final JdbcClient jdbc;

  FirstAdministratorRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean anybody(String companyId) {
    return jdbc.sql(ANYBODY).param("company", companyId).query(Boolean.class).single();
  }

  boolean anyMember(String companyId) {
    return jdbc.sql(ANY_MEMBER).param("company", companyId).query(Boolean.class).single();
  }

  void add(String companyId, String personId, Instant now) {
    jdbc.sql(ADD_MEMBER)
        .param("company", companyId)
        .param("person", personId)
        .param("createdAt", Times.parameter(now))
        .update();
    jdbc.sql(ADD_ROLE).param("company", companyId).param("person", personId).update();
  }
}
