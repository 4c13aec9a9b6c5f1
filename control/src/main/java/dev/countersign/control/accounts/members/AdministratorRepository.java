package dev.countersign.control.accounts.members;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AdministratorRepository {

  /** Does not hinder those who merely refer to the role: they could not be served in turn. */
  private static final String LOCK =
      """
      SELECT id FROM accounts.roles
      WHERE company_id = :company AND holds_everything FOR NO KEY UPDATE
      """;

  private static final String IS_ONE =
      """
      SELECT EXISTS (SELECT FROM accounts.member_roles m
          JOIN accounts.roles r ON r.company_id = m.company_id AND r.id = m.role_id
          WHERE m.company_id = :company AND r.holds_everything AND m.person_id = :person)
      """;

  private static final String IS_ANOTHER = IS_ONE.replace("m.person_id = ", "m.person_id <> ");

  private final JdbcClient jdbc;

  AdministratorRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Waits until no other transaction removes or demotes anybody of the company. */
  void lock(String companyId) {
    jdbc.sql(LOCK).param("company", companyId).query(String.class).optional();
  }

  boolean isOne(String companyId, String personId) {
    return ask(IS_ONE, companyId, personId);
  }

  boolean isAnother(String companyId, String personId) {
    return ask(IS_ANOTHER, companyId, personId);
  }

  private boolean ask(String sql, String companyId, String personId) {
    return jdbc.sql(sql)
        .param("company", companyId)
        .param("person", personId)
        .query(Boolean.class)
        .single();
  }
}
