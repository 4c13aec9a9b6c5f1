package dev.countersign.control.accounts.roles;

import dev.countersign.control.accounts.Permission;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * A role of a company.
 *
 * @param permissions all of them where it holds everything
 * @param isDefault whether the company began with it
 * @param holdsEverything whether it is Administrator, whatever it is called
 */
record Role(
    String companyId,
    String id,
    String name,
    Set<Permission> permissions,
    boolean isDefault,
    boolean holdsEverything,
    long version,
    Instant createdAt) {

  Role {
    permissions = holdsEverything ? EnumSet.allOf(Permission.class) : Set.copyOf(permissions);
  }

  /** The same role, one version later. */
  Role with(String newName, Set<Permission> newPermissions) {
    return new Role(
        companyId, id, newName, newPermissions, isDefault, holdsEverything, version + 1, createdAt);
  }
}
