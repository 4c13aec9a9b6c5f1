package dev.countersign.control.accounts;

import dev.countersign.control.accounts.session.SessionPerson;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which companies somebody is a member of. */
@Component
public class Memberships {

  private final MembershipRepository members;
  private final InstantSource clock;

  Memberships(MembershipRepository members, InstantSource clock) {
    this.members = members;
    this.clock = clock;
  }

  /** The memberships of a database, for a command that is no control plane. */
  public static Memberships over(JdbcClient jdbc, InstantSource clock) {
    return new Memberships(new MembershipRepository(jdbc), clock);
  }

  /** A person's companies; the first joined first. */
  public List<Membership> of(String personId) {
    return members.companiesOf(personId);
  }

  /** A person's membership of this company, where there is one. */
  public Optional<Membership> of(String personId, String companyId) {
    return of(personId).stream()
        .filter(membership -> membership.companyId().equals(companyId))
        .findFirst();
  }

  /** What a person may in this company just now; empty where they are no member. */
  public Optional<Set<Permission>> permissions(String companyId, String personId) {
    return members.permissions(companyId, personId);
  }

  /** Who has this session, as they are now; nobody once it is over. */
  public Optional<SignedIn> signedIn(SessionPerson session, String address) {
    return members.signedIn(session, address, clock.instant());
  }
}
