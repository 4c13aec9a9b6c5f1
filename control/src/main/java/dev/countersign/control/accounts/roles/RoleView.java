package dev.countersign.control.accounts.roles;

import dev.countersign.control.accounts.Permission;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A role as it is shown.
 *
 * @param permissions those that count in its company
 * @param members how many people have it
 * @param invitations how many are to have it
 */
@Schema(name = "Role")
public record RoleView(
    String id,
    String name,
    List<Permission> permissions,
    @Schema(description = "Whether the company began with it.") boolean isDefault,
    @Schema(description = "Whether it holds everything, and can be neither changed nor deleted.")
        boolean isAdministrator,
    long members,
    long invitations,
    Instant createdAt) {

  static RoleView of(Role role, RoleUse use, boolean ofFirstCompany) {
    return new RoleView(
        role.id(),
        role.name(),
        role.permissions().stream()
            .filter(permission -> ofFirstCompany || !permission.isInstallationWide())
            .sorted()
            .toList(),
        role.isDefault(),
        role.holdsEverything(),
        use.members(),
        use.invitations(),
        role.createdAt());
  }

  /** With the version that an entity tag is made of. */
  public record Versioned(RoleView role, long version) {}
}
