package dev.countersign.control.outbox;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.mail.MailState;
import dev.countersign.control.mail.Mails;
import dev.countersign.control.overview.Attention;
import dev.countersign.control.shell.Count;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the overview: mails of the last week that reached nobody. */
@Component
@Order(40)
class GivenUpAttention implements Attention {

  private static final Duration LATELY = Duration.ofDays(7);

  private final Mails mails;
  private final InstantSource clock;

  GivenUpAttention(Mails mails, InstantSource clock) {
    this.mails = mails;
    this.clock = clock;
  }

  @Override
  public List<Item> of(SignedIn person) {
    if (!person.may(Permission.MEMBERS_CREATE)) {
      return List.of();
    }
    long count = mails.count(person.companyId(), MailState.GIVEN_UP, clock.instant().minus(LATELY));
    return count == 0
        ? List.of()
        : List.of(
            new Item(
                Urgency.WARN,
                Count.of(count, "mail") + " reached nobody",
                "The mail server refused it, or was away for too long.",
                "/mails?state=given_up",
                "Look what it said"));
  }
}
