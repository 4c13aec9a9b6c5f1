package dev.countersign.control.accounts;

import dev.countersign.control.audit.Actor;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import java.util.Set;

/**
 * A person who signed in, in one of their companies. Made anew for every request, so that a changed
 * role counts at once.
 *
 * @param address where the request came from
 */
public record SignedIn(
    String companyId,
    String companyName,
    String personId,
    String name,
    String email,
    boolean ofFirstCompany,
    Set<Permission> permissions,
    String address)
    implements Caller {

  public SignedIn {
    permissions = Set.copyOf(permissions);
  }

  @Override
  public Actor actor() {
    return new Actor(companyId, Actor.Kind.PERSON, personId, name, address);
  }

  @Override
  public ProblemException lacks(Permission permission) {
    return new ProblemException(
        ProblemType.FORBIDDEN,
        "Your roles do not permit this (%s). Ask an administrator of %s for it."
            .formatted(permission, companyName));
  }
}
