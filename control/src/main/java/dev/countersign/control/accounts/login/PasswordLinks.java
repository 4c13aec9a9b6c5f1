package dev.countersign.control.accounts.login;

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
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Links by which people set their password: each works once, and for one person. */
@Component
class PasswordLinks {

  private final OneTimeLinks links;
  private final People people;
  private final PersonTrail trail;
  private final PasswordMail mail;

  PasswordLinks(OneTimeLinks links, People people, PersonTrail trail, PasswordMail mail) {
    this.links = links;
    this.people = people;
    this.trail = trail;
    this.mail = mail;
  }

  static String path(LinkSecret secret) {
    return "/password?link=" + secret.reveal();
  }

  /** Whose password a link would set. */
  Optional<Person> personOf(String secret) {
    return links
        .find(LinkPurpose.PASSWORD, secret)
        .or(() -> links.find(LinkPurpose.FORGOTTEN_PASSWORD, secret))
        .flatMap(link -> people.find(link.about()));
  }

  /**
   * Sets the password of the link's person, and signs them out everywhere. A password that is
   * refused leaves the link as it was.
   */
  @Transactional
  public Person set(String secret, NewPassword typed, String address) {
    OneTimeLink link =
        links
            .use(LinkPurpose.PASSWORD, secret)
            .or(() -> links.use(LinkPurpose.FORGOTTEN_PASSWORD, secret))
            .orElseThrow(PasswordLinks::over);
    Person person = people.find(link.about()).orElseThrow(PasswordLinks::over);
    FieldErrors errors = new FieldErrors();
    people.checkPassword(errors, "password", typed.password(), person.email(), person.name());
    typed.checkRepeated(errors);
    errors.refuse();
    people.setPassword(person.id(), typed.password());
    trail.record(
        person,
        address,
        new AuditEvent("member.password-set", "member", person.id(), person.name(), null, null));
    mail.changed(person, address);
    return person;
  }

  static ProblemException over() {
    return new ProblemException(
        ProblemType.LINK_OVER,
        "It was used, it is too old, or a newer one took its place. The sign-in page sends you"
            + " another one.");
  }
}
