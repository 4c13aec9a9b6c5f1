package dev.countersign.control.accounts.roles;

import dev.countersign.control.accounts.Permission;
import java.util.List;

/** A role as the audit trail keeps it. */
record AuditedRole(String name, List<Permission> permissions) {

  static AuditedRole of(Role role) {
    return new AuditedRole(role.name(), role.permissions().stream().sorted().toList());
  }
}
