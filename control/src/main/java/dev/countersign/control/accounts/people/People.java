package dev.countersign.control.accounts.people;

import dev.countersign.control.accounts.session.Sessions;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Ids;
import dev.countersign.control.web.ProblemException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people of the installation, each once, whatever companies they are members of. */
@Component
public class People {

  private final PersonRepository people;
  private final PasswordRules rules;
  private final PasswordEncoder encoder;
  private final OneTimeLinks links;
  private final Sessions sessions;
  private final InstantSource clock;

  People(
      PersonRepository people,
      PasswordRules rules,
      PasswordEncoder encoder,
      OneTimeLinks links,
      Sessions sessions,
      InstantSource clock) {
    this.people = people;
    this.rules = rules;
    this.encoder = encoder;
    this.links = links;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** The person with this address in a database, for a command that is no control plane. */
  public static Optional<Person> find(JdbcClient jdbc, String email) {
    return new PersonRepository(jdbc).findByEmail(EmailAddress.normal(email));
  }

  /** Whether there is anybody with a password. */
  public boolean canAnybodySignIn() {
    return people.hasPasswords();
  }

  /** The person with this id. */
  public Optional<Person> find(String id) {
    return people.find(id);
  }

  /** The person with this e-mail address, however it is typed. */
  public Optional<Person> findByEmail(String email) {
    return people.findByEmail(EmailAddress.normal(email));
  }

  /** The person with this e-mail address; a new one, without a password, where there is none. */
  @Transactional
  public Person findOrCreate(String email, String name) {
    FieldErrors errors = new FieldErrors();
    EmailAddress.check(errors, "email", email);
    errors.name(name);
    errors.refuse();
    String normal = EmailAddress.normal(email);
    people.insert(Ids.next(), normal, name.strip(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    return people.findByEmail(normal).orElseThrow();
  }

  /** Gives a person another name. */
  @Transactional
  public void rename(String id, @Nullable String name) {
    FieldErrors errors = new FieldErrors();
    errors.name(name);
    errors.refuse();
    if (!people.rename(id, Objects.requireNonNull(name).strip())) {
      throw ProblemException.notFound("person", id);
    }
  }

  /** Adds an error where this password would not be taken. */
  public void checkPassword(
      FieldErrors errors, String field, @Nullable String password, String... personalWords) {
    rules.check(errors, field, password, personalWords);
  }

  /**
   * The hash of a new password. It takes long, so it is made before a transaction holds a
   * connection; a password that is short, long or common is refused as the field {@code password}.
   */
  public HashedPassword hash(@Nullable String password, String... personalWords) {
    FieldErrors errors = new FieldErrors();
    rules.check(errors, "password", password, personalWords);
    errors.refuse();
    return new HashedPassword(Objects.requireNonNull(encoder.encode(password)));
  }

  /**
   * Sets a person's password, ends all their sessions, and with them the links to set one. A
   * password that is short, long or common is refused as the field {@code password}.
   */
  @Transactional
  public void setPassword(String id, @Nullable String password) {
    Person person = people.find(id).orElseThrow(() -> ProblemException.notFound("person", id));
    setPassword(id, hash(password, person.email(), person.name()));
  }

  /** Sets a person's password, ends all their sessions, and with them the links to set one. */
  @Transactional
  public void setPassword(String id, HashedPassword password) {
    if (!people.setPassword(id, password.hash())) {
      throw ProblemException.notFound("person", id);
    }
    links.end(LinkPurpose.PASSWORD, id);
    links.end(LinkPurpose.FORGOTTEN_PASSWORD, id);
    sessions.end(id);
  }

  /** Whether this is the person's password. */
  public boolean isPassword(String id, String password) {
    return people.passwordHash(id).filter(hash -> encoder.matches(password, hash)).isPresent();
  }
}
