package dev.countersign.control.accounts.invitations;

import dev.countersign.control.accounts.roles.RoleName;
import dev.countersign.control.database.Times;
import dev.countersign.control.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class InvitationRepository {

  private static final String SELECT =
      """
      SELECT i.company_id, i.id, i.email, i.invited_by, i.expires_at, i.created_at,
          ARRAY(SELECT r.id FROM accounts.invitation_roles ir
              JOIN accounts.roles r ON r.company_id = ir.company_id AND r.id = ir.role_id
              WHERE ir.company_id = i.company_id AND ir.invitation_id = i.id
              ORDER BY lower(r.name), r.id) AS role_ids,
          ARRAY(SELECT r.name FROM accounts.invitation_roles ir
              JOIN accounts.roles r ON r.company_id = ir.company_id AND r.id = ir.role_id
              WHERE ir.company_id = i.company_id AND ir.invitation_id = i.id
              ORDER BY lower(r.name), r.id) AS role_names
      FROM accounts.invitations i
      """;

  private static final String FIND = SELECT + "WHERE i.company_id = :company AND i.id = :id";

  /** For whoever has the link, which names the invitation and no company. */
  private static final String OF_LINK = SELECT + "WHERE i.id = :id";

  private static final String LOCK = FIND + " FOR UPDATE OF i";

  private static final String PAGE =
      SELECT
          + """
          WHERE i.company_id = :company AND (i.created_at, i.id) < (:createdAt, :id)
          ORDER BY i.created_at DESC, i.id DESC
          LIMIT :rows
          """;

  private static final String INSERT =
      """
      INSERT INTO accounts.invitations (company_id, id, email, invited_by, expires_at, created_at)
      VALUES (:company, :id, :email, :invitedBy, :expiresAt, :createdAt)
      ON CONFLICT (company_id, email) DO NOTHING
      """;

  private static final String ADD_ROLES =
      """
      INSERT INTO accounts.invitation_roles (company_id, invitation_id, role_id)
      SELECT :company, :id, unnest(CAST(:roles AS text[]))
      """;

  private static final String RENEW =
      """
      UPDATE accounts.invitations SET invited_by = :invitedBy, expires_at = :expiresAt
      WHERE company_id = :company AND id = :id
      """;

  private static final String DELETE =
      "DELETE FROM accounts.invitations WHERE company_id = :company AND id = :id";

  private final JdbcClient jdbc;

  InvitationRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether it could be added: the address may have one already. */
  boolean insert(Invitation invitation) {
    boolean added =
        about(INSERT, invitation)
                .param("email", invitation.email())
                .param("invitedBy", invitation.invitedBy())
                .param("expiresAt", Times.parameter(invitation.expiresAt()))
                .param("createdAt", Times.parameter(invitation.createdAt()))
                .update()
            == 1;
    if (added) {
      about(ADD_ROLES, invitation)
          .param("roles", invitation.roleIds().toArray(String[]::new))
          .update();
    }
    return added;
  }

  Optional<Invitation> find(String companyId, String id) {
    return one(FIND, companyId, id);
  }

  /** The same, and nobody else changes or accepts it until the transaction ends. */
  Optional<Invitation> lock(String companyId, String id) {
    return one(LOCK, companyId, id);
  }

  Optional<Invitation> ofLink(String id) {
    return jdbc.sql(OF_LINK).param("id", id).query(InvitationRepository::read).optional();
  }

  List<Invitation> page(String companyId, PageRequest page) {
    return jdbc.sql(PAGE)
        .param("company", companyId)
        .param("createdAt", Times.parameter(page.after().createdAt()))
        .param("id", page.after().id())
        .param("rows", page.rowsToRead())
        .query(InvitationRepository::read)
        .list();
  }

  void renew(Invitation invitation) {
    about(RENEW, invitation)
        .param("invitedBy", invitation.invitedBy())
        .param("expiresAt", Times.parameter(invitation.expiresAt()))
        .update();
  }

  void delete(Invitation invitation) {
    about(DELETE, invitation).update();
  }

  private JdbcClient.StatementSpec about(String sql, Invitation invitation) {
    return jdbc.sql(sql).param("company", invitation.companyId()).param("id", invitation.id());
  }

  private Optional<Invitation> one(String sql, String companyId, String id) {
    return jdbc.sql(sql)
        .param("company", companyId)
        .param("id", id)
        .query(InvitationRepository::read)
        .optional();
  }

  private static Invitation read(ResultSet row, int number) throws SQLException {
    String[] ids = (String[]) row.getArray("role_ids").getArray();
    String[] names = (String[]) row.getArray("role_names").getArray();
    List<RoleName> roles = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      roles.add(new RoleName(ids[i], names[i]));
    }
    return new Invitation(
        row.getString("company_id"),
        row.getString("id"),
        row.getString("email"),
        List.copyOf(roles),
        row.getString("invited_by"),
        Times.read(row, "expires_at"),
        Times.read(row, "created_at"));
  }
}
