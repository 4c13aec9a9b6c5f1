package dev.countersign.control.accounts.session;

import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;

/**
 * What a session remembers of who signed in: the least. The rest is read anew each time.
 *
 * @param version the session is over once the person's is another
 * @param signedInAt the session is over a while after
 */
public record SessionPerson(String personId, String companyId, long version, Instant signedInAt)
    implements Principal, Serializable {

  @Override
  public String getName() {
    return personId;
  }

  /** The same session in another company. */
  public SessionPerson in(String otherCompanyId) {
    return new SessionPerson(personId, otherCompanyId, version, signedInAt);
  }
}
