package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.Companies;
import dev.countersign.control.accounts.people.EmailAddress;
import dev.countersign.control.accounts.people.LinkPurpose;
import dev.countersign.control.accounts.people.LinkSecret;
import dev.countersign.control.accounts.people.OneTimeLink;
import dev.countersign.control.accounts.people.OneTimeLinks;
import dev.countersign.control.accounts.people.People;
import dev.countersign.control.accounts.people.Person;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How the first person comes in: by a link that the machine's operator alone has. */
@Component
public class FirstAdministrator {

  private static final Duration LIFE = Duration.ofHours(24);

  private final Companies companies;
  private final FirstAdministratorRepository administrators;
  private final OneTimeLinks links;
  private final People people;
  private final PersonTrail trail;
  private final InstantSource clock;

  FirstAdministrator(
      Companies companies,
      FirstAdministratorRepository administrators,
      OneTimeLinks links,
      People people,
      PersonTrail trail,
      InstantSource clock) {
    this.companies = companies;
    this.administrators = administrators;
    this.links = links;
    this.people = people;
    this.trail = trail;
    this.clock = clock;
  }

  /** Whether nobody can get in, neither a person nor a program: only then a start prints a link. */
  public boolean isWanted() {
    return !administrators.anybody(companies.first());
  }

  /** Whether a link that was printed before still works. */
  public boolean isAwaited() {
    return links.any(LinkPurpose.FIRST_ADMINISTRATOR, companies.first());
  }

  /** The path of a new link, for a day; an earlier one works no longer. */
  @Transactional
  public String issue() {
    String company = companies.first();
    if (administrators.anyMember(company)) {
      throw new IllegalStateException(
          "The first company has people. Make a link for one of them: password-link EMAIL");
    }
    return path(links.issueOnly(LinkPurpose.FIRST_ADMINISTRATOR, company, LIFE));
  }

  static String path(LinkSecret secret) {
    return "/first?link=" + secret.reveal();
  }

  boolean works(String secret) {
    return links.find(LinkPurpose.FIRST_ADMINISTRATOR, secret).isPresent();
  }

  /** Makes the person, with the first company's role for everything. */
  @Transactional
  public Person enter(
      String secret,
      @Nullable String name,
      @Nullable String email,
      NewPassword typed,
      String address) {
    OneTimeLink link =
        links
            .use(LinkPurpose.FIRST_ADMINISTRATOR, secret)
            .filter(used -> !administrators.anyMember(used.about()))
            .orElseThrow(FirstAdministrator::over);
    validate(name, email, typed);
    Person person =
        people.findOrCreate(Objects.requireNonNull(email), Objects.requireNonNull(name));
    people.setPassword(person.id(), typed.password());
    administrators.add(link.about(), person.id(), clock.instant());
    links.end(LinkPurpose.FIRST_ADMINISTRATOR, link.about());
    trail.record(
        person,
        address,
        AuditEvent.created(
            "member", person.id(), person.email(), Map.of("roles", "Administrator")));
    return person;
  }

  private void validate(@Nullable String name, @Nullable String email, NewPassword typed) {
    FieldErrors errors = new FieldErrors();
    errors.name(name);
    EmailAddress.check(errors, "email", email);
    people.checkPassword(
        errors,
        "password",
        typed.password(),
        Objects.requireNonNullElse(email, ""),
        Objects.requireNonNullElse(name, ""));
    typed.checkRepeated(errors);
    if (email != null && people.findByEmail(email).filter(Person::hasPassword).isPresent()) {
      errors.add("email", "taken", "This person has a password already. Take another address.");
    }
    errors.refuse();
  }

  static ProblemException over() {
    return new ProblemException(
        ProblemType.LINK_OVER,
        "It was used, or it is too old. On the machine itself, ./countersign password-link makes"
            + " another one.");
  }
}
