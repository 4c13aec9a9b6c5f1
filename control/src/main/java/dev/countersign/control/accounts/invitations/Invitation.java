package dev.countersign.control.accounts.invitations;

import dev.countersign.control.accounts.roles.RoleName;
import java.time.Instant;
import java.util.List;

/**
 * One address that was asked to join and has not yet.
 *
 * @param email in lower case
 * @param roles that whoever joins gets
 * @param invitedBy the name of whoever sent it last
 */
record Invitation(
    String companyId,
    String id,
    String email,
    List<RoleName> roles,
    String invitedBy,
    Instant expiresAt,
    Instant createdAt) {

  Invitation again(String sender, Instant until) {
    return new Invitation(companyId, id, email, roles, sender, until, createdAt);
  }

  List<String> roleIds() {
    return roles.stream().map(RoleName::id).toList();
  }
}
