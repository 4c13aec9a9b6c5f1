package dev.countersign.control.accounts;

import java.io.Serializable;
import java.security.Principal;

/** What a session remembers of who signed in: the least. The rest is read anew each time. */
record SessionPerson(String personId, String companyId) implements Principal, Serializable {

  @Override
  public String getName() {
    return personId;
  }
}
