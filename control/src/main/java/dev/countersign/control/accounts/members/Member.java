package dev.countersign.control.accounts.members;

import dev.countersign.control.accounts.roles.RoleName;
import java.time.Instant;
import java.util.List;

/**
 * A person in one of their companies.
 *
 * @param roles by name
 */
record Member(
    String companyId,
    String personId,
    String name,
    String email,
    List<RoleName> roles,
    Instant joinedAt,
    long version) {

  Member with(List<RoleName> newRoles) {
    return new Member(companyId, personId, name, email, newRoles, joinedAt, version + 1);
  }

  List<String> roleIds() {
    return roles.stream().map(RoleName::id).toList();
  }
}
