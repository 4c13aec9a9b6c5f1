package dev.countersign.control.accounts.members;

import dev.countersign.control.accounts.ApiKeys;
import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.people.Person;
import dev.countersign.control.accounts.roles.RoleChoice;
import dev.countersign.control.accounts.roles.RoleName;
import dev.countersign.control.accounts.session.Sessions;
import dev.countersign.control.audit.Actor;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.web.Cursor;
import dev.countersign.control.web.EntityTag;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The members of all companies, each seen by its own company alone (S7). */
@Component
public class Members {

  private static final String KIND = "member";

  private final MembershipRepository members;
  private final AdministratorRepository administrators;
  private final RoleChoice roles;
  private final ApiKeys keys;
  private final Sessions sessions;
  private final AuditTrail audit;
  private final InstantSource clock;

  Members(
      MembershipRepository members,
      AdministratorRepository administrators,
      RoleChoice roles,
      ApiKeys keys,
      Sessions sessions,
      AuditTrail audit,
      InstantSource clock) {
    this.members = members;
    this.administrators = administrators;
    this.roles = roles;
    this.keys = keys;
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
  }

  Page<MemberView> page(Caller caller, MemberFilter filter, PageRequest request) {
    return Page.of(
            members.page(caller.companyId(), filter, request),
            request.limit(),
            member -> new Cursor(member.joinedAt(), member.personId()))
        .map(MemberView::of);
  }

  long count(Caller caller, MemberFilter filter) {
    return members.count(caller.companyId(), filter);
  }

  MemberView.Versioned get(Caller caller, String personId) {
    return view(members.find(caller.companyId(), personId).orElseThrow(() -> unknown(personId)));
  }

  /** Whether the company has people. */
  public boolean any(String companyId) {
    return members.any(companyId);
  }

  /** Whether somebody with this address, in lower case, is a member. */
  public boolean hasEmail(String companyId, String email) {
    return members.hasEmail(companyId, email);
  }

  /** Gives a member these roles instead of those that they have. */
  @Transactional
  MemberView.Versioned change(
      Caller caller, String personId, @Nullable String ifMatch, MemberDocument document) {
    Member before = locked(caller, personId, ifMatch);
    FieldErrors errors = new FieldErrors();
    List<RoleName> chosen = roles.check(errors, caller, document.roles(), before.roleIds());
    errors.refuse();
    Member member = before.with(chosen);
    boolean was = administrators.isOne(before.companyId(), personId);
    members.replaceRoles(member.companyId(), personId, member.roleIds());
    if (was) {
      keepAnAdministrator(member);
    }
    audit.record(
        caller.actor(),
        AuditEvent.changed(
            KIND, personId, member.name(), AuditedMember.of(before), AuditedMember.of(member)));
    return view(member);
  }

  /** Takes a member out of the company: their sessions and personal keys end with the commit. */
  @Transactional
  void remove(Caller caller, String personId, @Nullable String ifMatch) {
    Member member = locked(caller, personId, ifMatch);
    boolean was = administrators.isOne(member.companyId(), personId);
    keys.deleteOwnedBy(caller, personId);
    members.delete(member.companyId(), personId);
    if (was) {
      keepAnAdministrator(member);
    }
    sessions.end(personId);
    audit.record(
        caller.actor(),
        AuditEvent.deleted(KIND, personId, member.name(), AuditedMember.of(member)));
  }

  /**
   * Makes a person a member, in the transaction that runs. One who is already keeps the roles that
   * they have, and gets these besides.
   *
   * @param by who is told to have done it: the person themselves, who followed a link
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void join(Actor by, Person person, List<RoleName> given) {
    String companyId = by.companyId();
    members.lockPerson(person.id());
    Optional<AuditedMember> before = members.find(companyId, person.id()).map(AuditedMember::of);
    members.insert(companyId, person.id(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    members.addRoles(companyId, person.id(), given.stream().map(RoleName::id).toList());
    AuditedMember after = members.find(companyId, person.id()).map(AuditedMember::of).orElseThrow();
    audit.record(
        by,
        before
            .map(was -> AuditEvent.changed(KIND, person.id(), person.name(), was, after))
            .orElseGet(() -> AuditEvent.created(KIND, person.id(), person.name(), after)));
  }

  /**
   * Whether a person is a member of any company; that stays as it is until the transaction ends.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean isMemberAnywhere(Person person) {
    members.lockPerson(person.id());
    return members.isAnywhere(person.id());
  }

  /** One change of a company's members at a time, so that two cannot remove each other. */
  private Member locked(Caller caller, String personId, @Nullable String ifMatch) {
    administrators.lock(caller.companyId());
    Member member = members.lock(caller.companyId(), personId).orElseThrow(() -> unknown(personId));
    EntityTag.check(ifMatch, member.version());
    return member;
  }

  private void keepAnAdministrator(Member member) {
    if (administrators.isOne(member.companyId(), member.personId())
        || administrators.isAnother(member.companyId(), member.personId())) {
      return;
    }
    throw new ProblemException(
        ProblemType.LAST_ADMINISTRATOR,
        "%s is the last administrator. Make somebody else one first.".formatted(member.name()));
  }

  private static MemberView.Versioned view(Member member) {
    return new MemberView.Versioned(MemberView.of(member), member.version());
  }

  private static ProblemException unknown(String id) {
    return ProblemException.notFound("member", id);
  }
}
