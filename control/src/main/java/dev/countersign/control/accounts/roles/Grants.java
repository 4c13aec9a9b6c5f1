package dev.countersign.control.accounts.roles;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.web.FieldErrors;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Nobody passes on what they lack themselves: not by a role, nor by making another a member. */
final class Grants {

  private Grants() {}

  /** Adds an error where the caller lacks one of the permissions that they put into a role. */
  static void checkPermissions(FieldErrors errors, Caller caller, Collection<Permission> added) {
    List<Permission> lacked =
        added.stream().filter(permission -> !caller.may(permission)).sorted().toList();
    if (!lacked.isEmpty()) {
      errors.add(
          "permissions",
          "not_yours",
          "You lack %s yourself, so you cannot put it into a role.".formatted(names(lacked)));
    }
  }

  /**
   * Adds an error where the caller lacks something that this role gives. What counts in no company
   * but the first is given to nobody in another, so it is not asked for there.
   */
  static void checkRole(FieldErrors errors, String field, Caller caller, Role role) {
    List<Permission> lacked =
        role.permissions().stream()
            .filter(permission -> caller.ofFirstCompany() || !permission.isInstallationWide())
            .filter(permission -> !caller.may(permission))
            .sorted()
            .toList();
    if (!lacked.isEmpty()) {
      errors.add(
          field,
          "not_yours",
          "The role %s gives %s, which you lack yourself, so you cannot give it."
              .formatted(role.name(), names(lacked)));
    }
  }

  private static String names(List<Permission> permissions) {
    return permissions.stream().map(Permission::toString).collect(Collectors.joining(", "));
  }
}
