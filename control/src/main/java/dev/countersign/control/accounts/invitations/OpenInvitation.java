package dev.countersign.control.accounts.invitations;

import dev.countersign.control.accounts.roles.RoleName;
import java.util.List;

/**
 * An invitation as whoever has its link sees it. Whether the address is that of somebody who signs
 * in here already is not told: who has the link may be another than who was invited.
 */
public record OpenInvitation(
    String companyName, String email, String invitedBy, List<RoleName> roles) {}
