package dev.countersign.control.accounts.profile;

import dev.countersign.control.accounts.Membership;
import dev.countersign.control.accounts.Memberships;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.accounts.login.NewPassword;
import dev.countersign.control.accounts.login.PasswordGuesses;
import dev.countersign.control.accounts.login.PasswordMail;
import dev.countersign.control.accounts.login.PersonTrail;
import dev.countersign.control.accounts.people.HashedPassword;
import dev.countersign.control.accounts.people.People;
import dev.countersign.control.accounts.people.Person;
import dev.countersign.control.accounts.session.AuditedSession;
import dev.countersign.control.accounts.session.OpenSession;
import dev.countersign.control.accounts.session.Sessions;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody who is signed in changes about themselves. */
@Component
class OwnAccount {

  private final People people;
  private final Memberships memberships;
  private final Sessions sessions;
  private final PasswordGuesses guesses;
  private final PersonTrail trail;
  private final PasswordMail mail;
  private final TransactionTemplate transactions;

  OwnAccount(
      People people,
      Memberships memberships,
      Sessions sessions,
      PasswordGuesses guesses,
      PersonTrail trail,
      PasswordMail mail,
      TransactionTemplate transactions) {
    this.people = people;
    this.memberships = memberships;
    this.sessions = sessions;
    this.guesses = guesses;
    this.trail = trail;
    this.mail = mail;
    this.transactions = transactions;
  }

  @Transactional
  public void rename(SignedIn caller, @Nullable String name) {
    people.rename(caller.personId(), name);
    Person person = person(caller);
    trail.record(
        person,
        caller.address(),
        AuditEvent.changed(
            "member",
            person.id(),
            person.name(),
            Map.of("name", caller.name()),
            Map.of("name", person.name())));
  }

  /**
   * Changes the password and ends every session, this one too. What counts the guesses takes a
   * connection of its own, and a hash takes long: both are over before the transaction begins.
   *
   * @param current asked again, so that nobody who finds a browser open takes the account over
   */
  void changePassword(SignedIn caller, @Nullable String current, NewPassword typed) {
    FieldErrors errors = new FieldErrors();
    if (!guesses.isRight(caller, current)) {
      errors.add("passwordNow", "wrong", "This is not your password.");
    }
    people.checkPassword(errors, "password", typed.password(), caller.email(), caller.name());
    typed.checkRepeated(errors);
    errors.refuse();
    HashedPassword password = people.hash(typed.password(), caller.email(), caller.name());
    transactions.executeWithoutResult(status -> changePassword(caller, password));
  }

  private void changePassword(SignedIn caller, HashedPassword password) {
    people.setPassword(caller.personId(), password);
    Person person = person(caller);
    trail.record(
        person,
        caller.address(),
        new AuditEvent(
            "member.password-changed", "member", person.id(), person.name(), null, null));
    mail.changed(person, caller.address());
  }

  /** Signs out everywhere, here too. */
  @Transactional
  public void endAll(SignedIn caller) {
    sessions.end(caller.personId());
    trail.record(
        person(caller),
        caller.address(),
        new AuditEvent(
            "session.all-ended", "session", caller.personId(), caller.email(), null, null));
  }

  /**
   * Ends one session. How it began is asked before the transaction begins, since that takes a
   * connection of its own.
   */
  void end(SignedIn caller, String reference) {
    OpenSession session =
        sessions.find(caller.personId(), reference).orElseThrow(() -> unknown(reference));
    transactions.executeWithoutResult(status -> end(caller, session));
  }

  private void end(SignedIn caller, OpenSession session) {
    if (!sessions.end(caller.personId(), session.reference())) {
      throw unknown(session.reference());
    }
    trail.record(
        person(caller),
        caller.address(),
        AuditEvent.deleted(
            "session", session.reference(), caller.email(), AuditedSession.of(session.signIn())));
  }

  private static ProblemException unknown(String reference) {
    return ProblemException.notFound("session", reference);
  }

  /** The company to go on in; another's, or one that is not there, looks alike. */
  Membership company(SignedIn caller, String companyId) {
    return memberships
        .of(caller.personId(), companyId)
        .orElseThrow(() -> ProblemException.notFound("company", companyId));
  }

  private Person person(SignedIn caller) {
    return people.find(caller.personId()).orElseThrow();
  }
}
