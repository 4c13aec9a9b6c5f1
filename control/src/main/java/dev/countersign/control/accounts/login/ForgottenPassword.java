package dev.countersign.control.accounts.login;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.countersign.control.accounts.Membership;
import dev.countersign.control.accounts.Memberships;
import dev.countersign.control.accounts.people.EmailAddress;
import dev.countersign.control.accounts.people.LinkPurpose;
import dev.countersign.control.accounts.people.OneTimeLinks;
import dev.countersign.control.accounts.people.People;
import dev.countersign.control.accounts.people.Person;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.jobs.Jobs;
import dev.countersign.control.mail.Mails;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends a link to whoever has forgotten their password. What is done while somebody waits for the
 * answer is the same for every address; whose it is, is looked up afterwards, so that neither the
 * answer nor how long it takes says who is known here.
 */
@Component
class ForgottenPassword {

  static final TaskDescriptor<Asked> TASK =
      TaskDescriptor.of("accounts.forgotten_password", Asked.class);

  /** How long a link works; a mail server that is away is tried again for about as long. */
  static final Duration LIFE = Duration.ofHours(2);

  private final Throttle throttle;
  private final Jobs jobs;
  private final People people;
  private final Memberships memberships;
  private final OneTimeLinks links;
  private final PasswordMail mail;
  private final Mails mails;
  private final PersonTrail trail;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  ForgottenPassword(
      Throttle throttle,
      Jobs jobs,
      People people,
      Memberships memberships,
      OneTimeLinks links,
      PasswordMail mail,
      Mails mails,
      PersonTrail trail,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.throttle = throttle;
    this.jobs = jobs;
    this.people = people;
    this.memberships = memberships;
    this.links = links;
    this.mail = mail;
    this.mails = mails;
    this.trail = trail;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Has a link sent to this address, should it be somebody's.
   *
   * @param address where the request came from
   * @throws TooManyAttemptsException when it was asked for too often from there, whoever's it is
   */
  void ask(String email, String address) {
    FieldErrors errors = new FieldErrors();
    EmailAddress.check(errors, "email", email);
    errors.refuse();
    Asked asked = new Asked(EmailAddress.normal(email), address);
    throttle.beginAtPlace(Tried.FORGOTTEN_PASSWORD, asked.email(), address);
    transactions.executeWithoutResult(status ->
        jobs.schedule(TASK.instance(Ids.next()).data(asked).scheduledTo(clock.instant())));
  }

  /**
   * Does what was asked for. Who is a member of no company could not sign in anyway. Where it was
   * asked for too often, from wherever, nothing is sent for a while: the link that was sent last
   * goes on working, so that nobody is kept from theirs by others who ask.
   */
  @Transactional
  public void answer(Asked asked) {
    people
        .findByEmail(asked.email())
        .ifPresent(person ->
            memberships.of(person.id()).stream()
                .findFirst()
                .filter(company -> throttle.isFree(Tried.FORGOTTEN_PASSWORD, asked.email()))
                .ifPresent(company -> send(person, company, asked)));
  }

  private void send(Person person, Membership company, Asked asked) {
    var secret = links.issueOnly(LinkPurpose.FORGOTTEN_PASSWORD, person.id(), LIFE);
    mail.link(company, person, secret, LIFE, asked.address());
    trail.recordOfAnybody(
        person,
        new AuditEvent(
            mails.delivers() ? "member.password-link-sent" : "member.password-link-asked-for",
            "member",
            person.id(),
            person.name(),
            null,
            Map.of("askedFrom", asked.address())));
  }

  /**
   * What the work is told.
   *
   * @param email in the form by which people are found
   * @param address where the request came from
   */
  record Asked(String email, String address) {}
}
