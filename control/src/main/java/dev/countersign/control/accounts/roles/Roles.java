package dev.countersign.control.accounts.roles;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.web.Cursor;
import dev.countersign.control.web.EntityTag;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Ids;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import dev.countersign.control.web.Sought;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The roles of all companies, each seen by its own company alone (S7). */
@Component
public class Roles {

  private static final String KIND = "role";

  private final RoleRepository roles;
  private final RoleUseRepository uses;
  private final AuditTrail audit;
  private final InstantSource clock;

  Roles(RoleRepository roles, RoleUseRepository uses, AuditTrail audit, InstantSource clock) {
    this.roles = roles;
    this.uses = uses;
    this.audit = audit;
    this.clock = clock;
  }

  /** All of a company's roles: Administrator, the others that it began with, then its own. */
  public List<RoleView> all(Caller caller) {
    return views(caller, roles.all(caller.companyId()));
  }

  RoleView.Versioned get(Caller caller, String id) {
    return view(caller, roles.find(caller.companyId(), id).orElseThrow(() -> unknown(id)));
  }

  Page<RoleView> page(Caller caller, @Nullable String q, PageRequest request) {
    Page<Role> page =
        Page.of(
            roles.page(caller.companyId(), Sought.text(q), request),
            request.limit(),
            role -> new Cursor(role.createdAt(), role.id()));
    return new Page<>(views(caller, page.items()), page.next());
  }

  @Transactional
  RoleView.Versioned create(Caller caller, RoleDocument document) {
    FieldErrors errors = new FieldErrors();
    String id = Ids.next();
    checkName(errors, caller, document.name(), id);
    checkPermissions(errors, caller, document.permissions(), Set.of());
    errors.refuse();
    Role role =
        new Role(
            caller.companyId(),
            id,
            Objects.requireNonNull(document.name()).strip(),
            Objects.requireNonNull(document.permissions()),
            false,
            false,
            1,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (!roles.insert(role)) {
      taken(errors);
      errors.refuse();
    }
    audit.record(caller.actor(), AuditEvent.created(KIND, id, role.name(), AuditedRole.of(role)));
    return view(caller, role);
  }

  @Transactional
  RoleView.Versioned replace(
      Caller caller, String id, @Nullable String ifMatch, RoleDocument document) {
    Role before = changeable(caller, id, ifMatch);
    FieldErrors errors = new FieldErrors();
    checkName(errors, caller, document.name(), id);
    checkPermissions(errors, caller, document.permissions(), before.permissions());
    errors.refuse();
    Role role =
        before.with(
            Objects.requireNonNull(document.name()).strip(),
            Objects.requireNonNull(document.permissions()));
    roles.update(role);
    audit.record(
        caller.actor(),
        AuditEvent.changed(KIND, id, role.name(), AuditedRole.of(before), AuditedRole.of(role)));
    return view(caller, role);
  }

  /** A role that somebody has is not deleted: nobody loses what they may by accident. */
  @Transactional
  void delete(Caller caller, String id, @Nullable String ifMatch) {
    Role role = changeable(caller, id, ifMatch);
    RoleUse use = uses.of(caller.companyId(), id);
    if (!use.isNone()) {
      throw new ProblemException(
          ProblemType.ROLE_IN_USE,
          "The role %s is in use by %s. Give them another role first."
              .formatted(role.name(), use.words()));
    }
    roles.delete(caller.companyId(), id);
    audit.record(caller.actor(), AuditEvent.deleted(KIND, id, role.name(), AuditedRole.of(role)));
  }

  private Role changeable(Caller caller, String id, @Nullable String ifMatch) {
    Role role = roles.lock(caller.companyId(), id).orElseThrow(() -> unknown(id));
    if (role.holdsEverything()) {
      throw new ProblemException(
          ProblemType.ROLE_FIXED,
          "%s holds everything and stays as it is. Make another role instead."
              .formatted(role.name()));
    }
    EntityTag.check(ifMatch, role.version());
    return role;
  }

  private void checkName(FieldErrors errors, Caller caller, @Nullable String name, String id) {
    errors.name(name);
    if (name != null && errors.isEmpty() && roles.isTaken(caller.companyId(), name.strip(), id)) {
      taken(errors);
    }
  }

  private static void taken(FieldErrors errors) {
    errors.add("name", "taken", "Another role has this name. Take another.");
  }

  /** What the role had already, it may keep, whoever changes it. */
  private static void checkPermissions(
      FieldErrors errors,
      Caller caller,
      @Nullable Set<Permission> permissions,
      Set<Permission> before) {
    if (!errors.entries("permissions", permissions) || permissions == null) {
      return;
    }
    if (permissions.isEmpty()) {
      errors.add("permissions", "empty", "Choose at least one permission.");
      return;
    }
    Set<Permission> added = EnumSet.copyOf(permissions);
    added.removeAll(before);
    Grants.checkPermissions(errors, caller, added);
  }

  private List<RoleView> views(Caller caller, List<Role> found) {
    var use = uses.of(caller.companyId(), found.stream().map(Role::id).toList());
    return found.stream()
        .map(role ->
            RoleView.of(role, use.getOrDefault(role.id(), RoleUse.NONE), caller.ofFirstCompany()))
        .toList();
  }

  private RoleView.Versioned view(Caller caller, Role role) {
    RoleUse use = uses.of(caller.companyId(), role.id());
    return new RoleView.Versioned(RoleView.of(role, use, caller.ofFirstCompany()), role.version());
  }

  private static ProblemException unknown(String id) {
    return ProblemException.notFound("role", id);
  }
}
