package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.Companies;
import dev.countersign.control.accounts.apikeys.ApiKeys;
import dev.countersign.control.accounts.members.Members;
import dev.countersign.control.accounts.people.EmailAddress;
import dev.countersign.control.accounts.people.LinkPurpose;
import dev.countersign.control.accounts.people.LinkSecret;
import dev.countersign.control.accounts.people.OneTimeLink;
import dev.countersign.control.accounts.people.OneTimeLinks;
import dev.countersign.control.accounts.people.People;
import dev.countersign.control.accounts.people.Person;
import dev.countersign.control.accounts.roles.RoleChoice;
import dev.countersign.control.audit.Actor;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How the first person comes in: by a link that the machine's operator alone has. */
@Component
public class FirstAdministrator {

  private static final Duration LIFE = Duration.ofHours(24);

  private final Companies companies;
  private final Members members;
  private final RoleChoice roles;
  private final ApiKeys keys;
  private final OneTimeLinks links;
  private final People people;

  FirstAdministrator(
      Companies companies,
      Members members,
      RoleChoice roles,
      ApiKeys keys,
      OneTimeLinks links,
      People people) {
    this.companies = companies;
    this.members = members;
    this.roles = roles;
    this.keys = keys;
    this.links = links;
    this.people = people;
  }

  /** Whether nobody can get in, neither a person nor a program: only then a start prints a link. */
  public boolean isWanted() {
    String company = companies.first();
    return !members.any(company) && !keys.any(company);
  }

  /** Whether a link that was printed before still works. */
  public boolean isAwaited() {
    return links.any(LinkPurpose.FIRST_ADMINISTRATOR, companies.first());
  }

  /** The path of a new link, for a day; an earlier one works no longer. */
  @Transactional
  public String issue() {
    String company = companies.first();
    if (members.any(company)) {
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
            .filter(used -> !members.any(used.about()))
            .orElseThrow(FirstAdministrator::over);
    validate(name, email, typed);
    Person person =
        people.findOrCreate(Objects.requireNonNull(email), Objects.requireNonNull(name));
    people.setPassword(person.id(), typed.password());
    String company = link.about();
    links.end(LinkPurpose.FIRST_ADMINISTRATOR, company);
    members.join(
        new Actor(company, Actor.Kind.PERSON, person.id(), person.name(), address),
        person,
        roles.administrator(company).stream().toList());
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
        "It was used, it is too old, or a newer one took its place. On the machine itself,"
            + " ./countersign password-link makes another one.");
  }
}
