package dev.countersign.control.accounts;

import dev.countersign.control.audit.Actor;
import dev.countersign.control.web.ProblemException;
import java.util.Set;

/** Who asks, on behalf of one company: a program by its API key, or a person who signed in. */
public sealed interface Caller permits ApiKeyCaller, SignedIn {

  /** Whose things the caller sees, and no other's. */
  String companyId();

  /** Whether that company runs the installation. */
  boolean ofFirstCompany();

  /** What the caller's key or roles name, whether or not it counts in this company. */
  Set<Permission> permissions();

  /** The same as the audit trail names it. */
  Actor actor();

  /** What is told to a caller who lacks this permission. */
  ProblemException lacks(Permission permission);

  /** Whether the caller may do this. */
  default boolean may(Permission permission) {
    return permissions().contains(permission)
        && (ofFirstCompany() || !permission.isInstallationWide());
  }

  /** Refuses the caller who may not do this. */
  default void require(Permission permission) {
    if (!may(permission)) {
      throw lacks(permission);
    }
  }
}
