package dev.countersign.control.accounts.invitations;

import dev.countersign.control.accounts.roles.RoleName;
import java.time.Instant;
import java.util.List;

/** An invitation as the audit trail keeps it. */
record AuditedInvitation(String email, List<String> roles, Instant expiresAt) {

  static AuditedInvitation of(Invitation invitation) {
    return new AuditedInvitation(
        invitation.email(),
        invitation.roles().stream().map(RoleName::name).toList(),
        invitation.expiresAt());
  }
}
