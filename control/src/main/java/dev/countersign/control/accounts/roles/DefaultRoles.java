package dev.countersign.control.accounts.roles;

import static dev.countersign.control.accounts.Permission.APIS_CREATE;
import static dev.countersign.control.accounts.Permission.APIS_DELETE;
import static dev.countersign.control.accounts.Permission.APIS_EDIT;
import static dev.countersign.control.accounts.Permission.APIS_VIEW;
import static dev.countersign.control.accounts.Permission.API_KEYS_VIEW;
import static dev.countersign.control.accounts.Permission.AUDIT_VIEW;
import static dev.countersign.control.accounts.Permission.CERTIFICATES_CREATE;
import static dev.countersign.control.accounts.Permission.CERTIFICATES_DELETE;
import static dev.countersign.control.accounts.Permission.CERTIFICATES_EDIT;
import static dev.countersign.control.accounts.Permission.CERTIFICATES_VIEW;
import static dev.countersign.control.accounts.Permission.CREDENTIALS_CREATE;
import static dev.countersign.control.accounts.Permission.CREDENTIALS_DELETE;
import static dev.countersign.control.accounts.Permission.CREDENTIALS_EDIT;
import static dev.countersign.control.accounts.Permission.CREDENTIALS_VIEW;
import static dev.countersign.control.accounts.Permission.MEMBERS_VIEW;
import static dev.countersign.control.accounts.Permission.REFUSALS_VIEW;
import static dev.countersign.control.accounts.Permission.ROLES_VIEW;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.web.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The roles that every company begins with. */
@Component
public class DefaultRoles {

  /** Those that people may change; whoever has the administrator's may everything. */
  private static final List<DefaultRole> OTHERS =
      List.of(
          new DefaultRole(
              "API owner",
              "Publishes APIs, issues credentials, keeps the certificate store; sees refusals, the"
                  + " audit trail and members.",
              Set.of(
                  APIS_VIEW,
                  APIS_CREATE,
                  APIS_EDIT,
                  APIS_DELETE,
                  CREDENTIALS_VIEW,
                  CREDENTIALS_CREATE,
                  CREDENTIALS_EDIT,
                  CREDENTIALS_DELETE,
                  CERTIFICATES_VIEW,
                  CERTIFICATES_CREATE,
                  CERTIFICATES_EDIT,
                  CERTIFICATES_DELETE,
                  REFUSALS_VIEW,
                  AUDIT_VIEW,
                  MEMBERS_VIEW)),
          new DefaultRole(
              "Integrator",
              "Adds and changes credentials and certificates; sees APIs and refusals; deletes"
                  + " nothing.",
              Set.of(
                  APIS_VIEW,
                  CREDENTIALS_VIEW,
                  CREDENTIALS_CREATE,
                  CREDENTIALS_EDIT,
                  CERTIFICATES_VIEW,
                  CERTIFICATES_CREATE,
                  CERTIFICATES_EDIT,
                  REFUSALS_VIEW)),
          new DefaultRole(
              "Auditor",
              "Sees everything that is the company's, changes nothing.",
              Set.of(
                  APIS_VIEW,
                  CREDENTIALS_VIEW,
                  CERTIFICATES_VIEW,
                  REFUSALS_VIEW,
                  AUDIT_VIEW,
                  MEMBERS_VIEW,
                  ROLES_VIEW,
                  API_KEYS_VIEW)));

  private final RoleRepository roles;

  DefaultRoles(RoleRepository roles) {
    this.roles = roles;
  }

  /** Gives a new company its roles. */
  public void add(String companyId, Instant now) {
    add(companyId, "Administrator", Set.of(), true, now);
    OTHERS.forEach(role -> add(companyId, role.name(), role.permissions(), false, now));
  }

  /**
   * What a role is for, to those who give it; null for one that permits something else, be it more
   * or less: "changes nothing" has to be true.
   */
  public static @Nullable String purpose(RoleView role) {
    if (role.isAdministrator()) {
      return "May do everything, also what later versions bring.";
    }
    Set<Permission> permissions = Set.copyOf(role.permissions());
    return OTHERS.stream()
        .filter(one -> one.permissions().equals(permissions))
        .map(DefaultRole::purpose)
        .findFirst()
        .orElse(null);
  }

  private void add(
      String companyId, String name, Set<Permission> permissions, boolean everything, Instant now) {
    roles.insert(new Role(companyId, Ids.next(), name, permissions, true, everything, 1, now));
  }

  /**
   * A role that every company begins with.
   *
   * @param purpose what it is for, true of exactly these permissions
   */
  private record DefaultRole(String name, String purpose, Set<Permission> permissions) {}
}
