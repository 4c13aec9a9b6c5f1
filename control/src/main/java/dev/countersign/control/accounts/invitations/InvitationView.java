package dev.countersign.control.accounts.invitations;

import dev.countersign.control.accounts.roles.RoleName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** An invitation as it is shown: never with its link, which goes to the invited address alone. */
@Schema(name = "Invitation")
public record InvitationView(
    String id,
    String email,
    List<RoleName> roles,
    @Schema(allowableValues = {"pending", "expired"}) String status,
    String invitedBy,
    Instant expiresAt,
    Instant createdAt) {

  static InvitationView of(Invitation invitation, Instant now) {
    return new InvitationView(
        invitation.id(),
        invitation.email(),
        invitation.roles(),
        now.isBefore(invitation.expiresAt()) ? "pending" : "expired",
        invitation.invitedBy(),
        invitation.expiresAt(),
        invitation.createdAt());
  }
}
