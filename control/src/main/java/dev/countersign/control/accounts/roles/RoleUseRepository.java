package dev.countersign.control.accounts.roles;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RoleUseRepository {

  private static final String USE =
      """
      SELECT r.id,
          (SELECT count(*) FROM accounts.member_roles m
              WHERE m.company_id = r.company_id AND m.role_id = r.id) AS members,
          (SELECT count(*) FROM accounts.invitation_roles i
              WHERE i.company_id = r.company_id AND i.role_id = r.id) AS invitations
      FROM accounts.roles r
      WHERE r.company_id = :company AND r.id = ANY(:ids)
      """;

  private final JdbcClient jdbc;

  RoleUseRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  RoleUse of(String companyId, String id) {
    return of(companyId, List.of(id)).getOrDefault(id, RoleUse.NONE);
  }

  Map<String, RoleUse> of(String companyId, Collection<String> ids) {
    Map<String, RoleUse> uses = new HashMap<>();
    jdbc.sql(USE)
        .param("company", companyId)
        .param("ids", ids.toArray(String[]::new))
        .query(row -> {
          uses.put(
              row.getString("id"), new RoleUse(row.getLong("members"), row.getLong("invitations")));
        });
    return uses;
  }
}
