package dev.countersign.control.accounts.profile;

import dev.countersign.control.accounts.Membership;
import dev.countersign.control.accounts.session.OpenSession;
import java.util.List;

/** What somebody sees of their own account. */
public record AccountPage(
    String email, String companyId, List<Membership> companies, List<OpenSession> sessions) {

  public AccountPage {
    companies = List.copyOf(companies);
    sessions = List.copyOf(sessions);
  }
}
