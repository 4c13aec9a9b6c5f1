package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.Membership;
import dev.countersign.control.accounts.Memberships;
import dev.countersign.control.accounts.apikeys.ApiKeys;
import dev.countersign.control.accounts.people.LinkSecret;
import dev.countersign.control.accounts.people.Person;
import dev.countersign.control.mail.MailTimes;
import dev.countersign.control.mail.Mailbox;
import dev.countersign.control.mail.SecretLink;
import dev.countersign.control.web.PublicAddress;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** What people are written about their passwords. Each mail is in one company's list of mails. */
@Component
public class PasswordMail {

  private final Mailbox mailbox;
  private final Memberships memberships;
  private final ApiKeys keys;
  private final PublicAddress address;
  private final InstantSource clock;

  PasswordMail(
      Mailbox mailbox,
      Memberships memberships,
      ApiKeys keys,
      PublicAddress address,
      InstantSource clock) {
    this.mailbox = mailbox;
    this.memberships = memberships;
    this.keys = keys;
    this.address = address;
    this.clock = clock;
  }

  /**
   * Sends the link by which a person sets a new password, in the transaction that runs. Nobody else
   * may see it, whatever they may do: they would become that person.
   *
   * @param askedFrom the network address of whoever asked
   */
  void link(Membership company, Person person, LinkSecret secret, Duration life, String askedFrom) {
    String url = address.of(PasswordLinks.path(secret)).toString();
    mailbox.send(
        company.companyId(),
        person.email(),
        "Set a new password for Countersign",
        """
        Somebody at the network address %s has asked for a new password for %s at Countersign.

        If it was you, follow this link within %d hours. It works once, and only the newest one works:

        %s

        If it was not you, do nothing: your password stays as it is.
        """
            .formatted(askedFrom, person.email(), life.toHours(), url),
        SecretLink.forTheRecipient(url, clock.instant().plus(life)));
  }

  /**
   * Tells a person that their password is another now, in the transaction that runs.
   *
   * @param from the network address of whoever changed it
   */
  public void changed(Person person, String from) {
    memberships.of(person.id()).stream()
        .findFirst()
        .ifPresent(company ->
            mailbox.send(
                company.companyId(),
                person.email(),
                "Your password for Countersign was changed",
                """
                The password of %s at Countersign was changed at %s, from the network address %s.
                Every session that was open before is over.
                %s
                If it was not you, set another one at once, and tell an administrator of %s:

                %s
                """
                    .formatted(
                        person.email(),
                        MailTimes.minute(clock.instant()),
                        from,
                        keys(person),
                        company.companyName(),
                        address.of("/forgotten"))));
  }

  private String keys(Person person) {
    long working = keys.countWorkingOf(person.id());
    return working == 0
        ? ""
        : """

        %s

        %s
        """
            .formatted(stillWork(working), address.of("/api-keys?kind=personal"));
  }

  /** What a new password does not end. */
  static String stillWork(long keys) {
    return keys == 1
        ? "One API key of your own still works. Delete it if you do not know it."
        : "%d API keys of your own still work, in all your companies. Delete those that you do not know."
            .formatted(keys);
  }
}
