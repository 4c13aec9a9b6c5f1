package dev.countersign.control.accounts.invitations;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.accounts.InvitationLinks;
import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.members.Members;
import dev.countersign.control.accounts.people.EmailAddress;
import dev.countersign.control.accounts.people.LinkPurpose;
import dev.countersign.control.accounts.people.OneTimeLinks;
import dev.countersign.control.accounts.roles.RoleChoice;
import dev.countersign.control.accounts.roles.RoleName;
import dev.countersign.control.audit.Actor;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.web.Cursor;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Ids;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The invitations of all companies, each seen by its own company alone (S7). */
@Component
public class Invitations implements InvitationLinks {

  /** How long a link works. */
  static final int DAYS = 7;

  static final String KIND = "invitation";

  private final InvitationRepository invitations;
  private final Members members;
  private final RoleChoice roles;
  private final OneTimeLinks links;
  private final InvitationMail mail;
  private final AuditTrail audit;
  private final InstantSource clock;

  Invitations(
      InvitationRepository invitations,
      Members members,
      RoleChoice roles,
      OneTimeLinks links,
      InvitationMail mail,
      AuditTrail audit,
      InstantSource clock) {
    this.invitations = invitations;
    this.members = members;
    this.roles = roles;
    this.links = links;
    this.mail = mail;
    this.audit = audit;
    this.clock = clock;
  }

  Page<InvitationView> page(Caller caller, PageRequest request) {
    Instant now = clock.instant();
    return Page.of(
            invitations.page(caller.companyId(), request),
            request.limit(),
            invitation -> new Cursor(invitation.createdAt(), invitation.id()))
        .map(invitation -> InvitationView.of(invitation, now));
  }

  InvitationView get(Caller caller, String id) {
    return view(invitations.find(caller.companyId(), id).orElseThrow(() -> unknown(id)));
  }

  @Transactional
  InvitationView create(Caller caller, InvitationRequest request) {
    FieldErrors errors = new FieldErrors();
    EmailAddress.check(errors, "email", request.email());
    List<RoleName> given = roles.check(errors, caller, request.roles(), List.of());
    errors.refuse();
    String email = EmailAddress.normal(Objects.requireNonNull(request.email()));
    if (members.hasEmail(caller.companyId(), email)) {
      errors.add("email", "member", "Whoever has this address is a member already.");
      errors.refuse();
    }
    Invitation invitation = made(caller.companyId(), email, given, caller.actor().name());
    if (!invitations.insert(invitation)) {
      errors.add(
          "email", "invited", "This address is invited already. Send that invitation again.");
      errors.refuse();
    }
    send(caller, invitation);
    audit.record(caller.actor(), created(invitation));
    return view(invitation);
  }

  /**
   * Invites the first administrator of a company that the caller founds, in the transaction that
   * runs. Who may found companies may say who begins there; nobody of that company could.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public InvitationView inviteFirst(Caller founder, String companyId, String email) {
    RoleName administrator = roles.administrator(companyId).orElseThrow();
    Invitation invitation =
        made(companyId, EmailAddress.normal(email), List.of(administrator), founder.actor().name());
    invitations.insert(invitation);
    send(founder, invitation);
    audit.record(in(companyId, founder), created(invitation));
    return view(invitation);
  }

  /** Ends all invitations of a company that nobody has joined yet, in the transaction that runs. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void endAll(Caller founder, String companyId) {
    for (Invitation invitation : invitations.page(companyId, PageRequest.of(null, 200))) {
      links.end(LinkPurpose.INVITATION, invitation.id());
      invitations.delete(invitation);
      audit.record(in(companyId, founder), deleted(invitation));
    }
  }

  /** Sends another link; the one before opens nothing any more. */
  @Transactional
  InvitationView resend(Caller caller, String id) {
    Invitation before = lockedWithoutLinks(caller, id);
    checkGiven(caller, before);
    Invitation invitation = before.again(caller.actor().name(), expiry());
    invitations.renew(invitation);
    send(caller, invitation);
    audit.record(
        caller.actor(),
        AuditEvent.changed(
            KIND,
            id,
            invitation.email(),
            AuditedInvitation.of(before),
            AuditedInvitation.of(invitation)));
    return view(invitation);
  }

  @Override
  public boolean couldMake(Caller caller, String id) {
    return invitations.ofLink(id).filter(invitation -> couldMake(caller, invitation)).isPresent();
  }

  private boolean couldMake(Caller caller, Invitation invitation) {
    return isOf(caller, invitation)
        ? caller.may(Permission.MEMBERS_CREATE)
            && roles.permissions(caller, invitation.roles()).stream().allMatch(caller::may)
        : caller.may(Permission.COMPANIES_CREATE);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean checkGiven(Caller caller, String id) {
    Optional<Invitation> waiting = invitations.ofLink(id);
    waiting.ifPresent(invitation -> checkGiven(caller, invitation));
    return waiting.isPresent();
  }

  private void checkGiven(Caller caller, Invitation invitation) {
    if (isOf(caller, invitation)) {
      FieldErrors errors = new FieldErrors();
      roles.checkGiven(errors, caller, invitation.roleIds());
      errors.refuse();
    } else {
      caller.require(Permission.COMPANIES_CREATE);
    }
  }

  private static boolean isOf(Caller caller, Invitation invitation) {
    return invitation.companyId().equals(caller.companyId());
  }

  @Transactional
  void withdraw(Caller caller, String id) {
    Invitation invitation = lockedWithoutLinks(caller, id);
    invitations.delete(invitation);
    audit.record(caller.actor(), deleted(invitation));
  }

  private Invitation made(String companyId, String email, List<RoleName> given, String by) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Invitation(companyId, Ids.next(), email, given, by, expiry(), now);
  }

  private Instant expiry() {
    return clock.instant().plus(Duration.ofDays(DAYS)).truncatedTo(ChronoUnit.MICROS);
  }

  private void send(Caller caller, Invitation invitation) {
    mail.send(
        caller.companyId(),
        invitation,
        links.issue(LinkPurpose.INVITATION, invitation.id(), Duration.ofDays(DAYS)));
  }

  private static AuditEvent created(Invitation invitation) {
    return AuditEvent.created(
        KIND, invitation.id(), invitation.email(), AuditedInvitation.of(invitation));
  }

  private static AuditEvent deleted(Invitation invitation) {
    return AuditEvent.deleted(
        KIND, invitation.id(), invitation.email(), AuditedInvitation.of(invitation));
  }

  /** Whoever does it from outside, for the trail of the company to which it is done. */
  private static Actor in(String companyId, Caller founder) {
    Actor by = founder.actor();
    return new Actor(companyId, by.kind(), by.id(), by.name(), by.address());
  }

  /** The links first, as whoever joins takes them: so two never wait for each other. */
  private Invitation lockedWithoutLinks(Caller caller, String id) {
    if (invitations.find(caller.companyId(), id).isEmpty()) {
      throw unknown(id);
    }
    links.end(LinkPurpose.INVITATION, id);
    return invitations.lock(caller.companyId(), id).orElseThrow(() -> unknown(id));
  }

  private InvitationView view(Invitation invitation) {
    return InvitationView.of(invitation, clock.instant());
  }

  private static ProblemException unknown(String id) {
    return ProblemException.notFound("invitation", id);
  }
}
