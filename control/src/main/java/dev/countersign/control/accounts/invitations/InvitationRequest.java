package dev.countersign.control.accounts.invitations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom to invite.
 *
 * @param roles the ids of the roles that they get
 */
@Schema(name = "InvitationRequest")
record InvitationRequest(@Nullable String email, @Nullable Set<String> roles) {}
