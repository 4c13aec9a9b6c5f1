package dev.countersign.control.accounts.invitations;

import dev.countersign.control.accounts.Companies;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.accounts.members.Members;
import dev.countersign.control.accounts.people.LinkPurpose;
import dev.countersign.control.accounts.people.OneTimeLink;
import dev.countersign.control.accounts.people.OneTimeLinks;
import dev.countersign.control.accounts.people.People;
import dev.countersign.control.accounts.people.Person;
import dev.countersign.control.audit.Actor;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a link of an invitation does. Somebody who signs in here already joins as themselves, signed
 * in: the link of one company never sets the password of a member of another, nor tells that there
 * is one.
 */
@Component
class Joining {

  private final InvitationRepository invitations;
  private final OneTimeLinks links;
  private final People people;
  private final Members members;
  private final Companies companies;
  private final AuditTrail audit;

  Joining(
      InvitationRepository invitations,
      OneTimeLinks links,
      People people,
      Members members,
      Companies companies,
      AuditTrail audit) {
    this.invitations = invitations;
    this.links = links;
    this.people = people;
    this.members = members;
    this.companies = companies;
    this.audit = audit;
  }

  /** What the link invites to; looking does not use it up. */
  OpenInvitation open(String secret) {
    Invitation invitation = of(links.find(LinkPurpose.INVITATION, secret));
    return new OpenInvitation(
        companies.name(invitation.companyId()),
        invitation.email(),
        invitation.invitedBy(),
        invitation.roles());
  }

  /** Whoever is signed in joins, where the invitation is theirs. */
  @Transactional
  public Joined join(SignedIn caller, String secret) {
    Invitation invitation = use(secret);
    Person person = people.find(caller.personId()).orElseThrow();
    if (!person.email().equals(invitation.email())) {
      throw new ProblemException(
          ProblemType.INVITATION_OF_ANOTHER,
          "It is for %s, and you are signed in as %s. Sign out, and follow the link again."
              .formatted(invitation.email(), person.email()));
    }
    return accept(invitation, person, caller.address());
  }

  /**
   * Somebody who is no member anywhere gets a name and a password, and joins. A member is asked to
   * sign in, in words that are true of both.
   *
   * @param address where the request came from
   */
  @Transactional
  public Joined joinAnew(
      String secret, @Nullable String name, @Nullable String password, String address) {
    Invitation invitation = use(secret);
    FieldErrors errors = new FieldErrors();
    errors.name(name);
    people.checkPassword(
        errors, "password", password, invitation.email(), name == null ? "" : name);
    errors.refuse();
    Person person = people.findOrCreate(invitation.email(), name == null ? "" : name);
    if (members.isMemberAnywhere(person)) {
      errors.add(
          "password",
          "refused",
          "This joins nobody new. If you sign in here already, sign in, and join as yourself.");
      errors.refuse();
    }
    people.rename(person.id(), name);
    people.setPassword(person.id(), password);
    return accept(invitation, people.find(person.id()).orElseThrow(), address);
  }

  private Joined accept(Invitation invitation, Person person, String address) {
    String companyId = invitation.companyId();
    Actor by = new Actor(companyId, Actor.Kind.PERSON, person.id(), person.name(), address);
    links.end(LinkPurpose.INVITATION, invitation.id());
    invitations.delete(invitation);
    audit.record(
        by,
        new AuditEvent(
            Invitations.KIND + ".accepted",
            Invitations.KIND,
            invitation.id(),
            invitation.email(),
            AuditedInvitation.of(invitation),
            null));
    members.join(by, person, invitation.roles());
    return new Joined(person.id(), companyId, companies.name(companyId));
  }

  /**
   * Uses the link up. The company comes first, as for whoever ends all its invitations: so two
   * never wait for each other.
   */
  private Invitation use(String secret) {
    companies.hold(of(links.find(LinkPurpose.INVITATION, secret)).companyId());
    return of(links.use(LinkPurpose.INVITATION, secret));
  }

  private Invitation of(Optional<OneTimeLink> link) {
    return link.flatMap(found -> invitations.ofLink(found.about()))
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.INVITATION_VOID,
                ("It was used, withdrawn, sent again or is older than %d days. Ask whoever invited"
                        + " you for another.")
                    .formatted(Invitations.DAYS)));
  }
}
