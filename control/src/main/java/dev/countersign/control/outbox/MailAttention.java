package dev.countersign.control.outbox;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.mail.Failing;
import dev.countersign.control.mail.MailState;
import dev.countersign.control.mail.Mails;
import dev.countersign.control.overview.Attention;
import dev.countersign.control.shell.Count;
import dev.countersign.control.shell.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the overview: mails that fail, and those of the last week that reached nobody. */
@Component
@Order(40)
class MailAttention implements Attention {

  private static final Duration LATELY = Duration.ofDays(7);
  private static final String ACTION = "Look what it said";

  private final Mails mails;
  private final InstantSource clock;

  MailAttention(Mails mails, InstantSource clock) {
    this.mails = mails;
    this.clock = clock;
  }

  @Override
  public List<Item> of(SignedIn person) {
    if (!person.may(Permission.MEMBERS_CREATE)) {
      return List.of();
    }
    Instant now = clock.instant();
    List<Item> items = new ArrayList<>();
    Failing failing = mails.failing(person.companyId());
    if (failing.next() != null) {
      items.add(
          new Item(
              Urgency.WARN,
              Count.of(failing.number(), "mail") + " could not be delivered yet",
              "The mail server cannot be reached or did not take it. It is tried again, the next"
                  + " time %s.".formatted(new Moment(failing.next(), now).distance()),
              "/mails?state=queued",
              ACTION));
    }
    long givenUp = mails.count(person.companyId(), MailState.GIVEN_UP, now.minus(LATELY));
    if (givenUp > 0) {
      items.add(
          new Item(
              Urgency.WARN,
              Count.of(givenUp, "mail") + " reached nobody",
              "The mail server refused it, or was away for too long.",
              "/mails?state=given_up",
              ACTION));
    }
    return items;
  }
}
