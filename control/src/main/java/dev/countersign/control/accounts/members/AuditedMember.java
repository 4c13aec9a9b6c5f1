package dev.countersign.control.accounts.members;

import dev.countersign.control.accounts.roles.RoleName;
import java.util.List;

/** A member as the audit trail keeps them. */
record AuditedMember(String name, String email, List<String> roles) {

  static AuditedMember of(Member member) {
    return new AuditedMember(
        member.name(), member.email(), member.roles().stream().map(RoleName::name).toList());
  }
}
