package dev.countersign.control.mail;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.jobs.Jobs;
import dev.countersign.control.web.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where mails are posted. */
@Component
public class Mailbox {

  /** A line break in a header would begin another one. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private final MailRepository mails;
  private final Jobs jobs;
  private final InstantSource clock;
  private final boolean delivers;

  Mailbox(MailRepository mails, Jobs jobs, InstantSource clock, ControlOptions options) {
    this.mails = mails;
    this.jobs = jobs;
    this.clock = clock;
    this.delivers = options.mail().isPresent();
  }

  /** Sends a plain text once the caller's transaction has committed; there must be one. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void send(String companyId, String to, String subject, String text) {
    post(companyId, to, subject, text, null);
  }

  /** The same, where the text contains a link that not everybody may see. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void send(String companyId, String to, String subject, String text, SecretLink link) {
    if (!text.contains(link.url())) {
      throw new IllegalArgumentException("The mail's text does not contain its link");
    }
    post(companyId, to, subject, text, link);
  }

  private void post(
      String companyId, String to, String subject, String text, @Nullable SecretLink link) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    int at = link == null ? 0 : text.indexOf(link.url());
    Mail mail =
        new Mail(
            companyId,
            Ids.next(),
            oneLine(to),
            oneLine(subject),
            link == null ? text : text.substring(0, at) + text.substring(at + link.url().length()),
            delivers ? MailState.QUEUED : MailState.KEPT,
            0,
            null,
            null,
            delivers ? now : null,
            now,
            link == null ? null : new MailLink(link.until(), link.about(), null));
    mails.insert(mail);
    if (link != null) {
      mails.keepLink(mail, link, at, delivers || link.about() != null);
    }
    if (delivers) {
      jobs.schedule(MailDelivery.TASK.instance(mail.id()).scheduledTo(now));
    }
  }

  private static String oneLine(String text) {
    return CONTROL.matcher(text).replaceAll(" ").strip();
  }
}
