package dev.countersign.control.accounts.roles;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Sought;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Judges which roles somebody gives to somebody. */
@Component
public class RoleChoice {

  private static final String FIELD = "roles";

  private final RoleRepository roles;

  RoleChoice(RoleRepository roles) {
    this.roles = roles;
  }

  /**
   * The chosen roles, which stay until the transaction ends; an error is added where they are none,
   * unknown, or more than the caller may give.
   *
   * @param before what the person has already, which they may keep whoever changes the rest
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<RoleName> check(
      FieldErrors errors, Caller caller, @Nullable Set<String> chosen, Collection<String> before) {
    if (!errors.entries(FIELD, chosen) || chosen == null) {
      return List.of();
    }
    if (chosen.isEmpty()) {
      errors.add(FIELD, "empty", "Choose at least one role.");
      return List.of();
    }
    List<Role> found =
        roles.hold(
            caller.companyId(),
            chosen.stream().map(Sought::text).filter(Objects::nonNull).toList());
    unknown(chosen, found)
        .ifPresent(id -> errors.add(FIELD, "unknown", "There is no role with the id " + id + "."));
    found.stream()
        .filter(role -> !before.contains(role.id()))
        .forEach(role -> Grants.checkRole(errors, FIELD, caller, role));
    return found.stream().map(role -> new RoleName(role.id(), role.name())).toList();
  }

  /** The same for roles that nobody chooses anew: an error where the caller could not give them. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void checkGiven(FieldErrors errors, Caller caller, Collection<String> given) {
    roles
        .hold(caller.companyId(), given)
        .forEach(role -> Grants.checkRole(errors, FIELD, caller, role));
  }

  /** All that these roles of the caller's company give there. */
  public Set<Permission> permissions(Caller caller, Collection<RoleName> given) {
    List<String> ids = given.stream().map(RoleName::id).toList();
    return roles.all(caller.companyId()).stream()
        .filter(role -> ids.contains(role.id()))
        .flatMap(role -> role.permissions().stream())
        .filter(permission -> caller.ofFirstCompany() || !permission.isInstallationWide())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those of these roles that exist. */
  public List<RoleName> named(String companyId, Collection<String> ids) {
    return roles.all(companyId).stream()
        .filter(role -> ids.contains(role.id()))
        .map(role -> new RoleName(role.id(), role.name()))
        .toList();
  }

  /** The role that holds everything in this company. */
  public Optional<RoleName> administrator(String companyId) {
    return roles.all(companyId).stream()
        .filter(Role::holdsEverything)
        .map(role -> new RoleName(role.id(), role.name()))
        .findFirst();
  }

  private static Optional<String> unknown(Set<String> chosen, List<Role> found) {
    Set<String> unknown = new TreeSet<>(chosen);
    unknown.removeAll(new HashSet<>(found.stream().map(Role::id).toList()));
    return unknown.stream().findFirst();
  }
}
