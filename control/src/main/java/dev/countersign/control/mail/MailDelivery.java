package dev.countersign.control.mail;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one mail at a time. What the mail server took is noted afterwards: a crash between the
 * two sends the mail once more, with the same Message-ID, never not at all.
 */
class MailDelivery {

  static final TaskDescriptor<Void> TASK = TaskDescriptor.of("mail.delivery");

  /** How long after each failed attempt the next one is made; after the last there is none. */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12));

  private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

  private final MailRepository mails;
  private final Optional<SmtpServer> server;
  private final InstantSource clock;
  private final MeterRegistry meters;

  MailDelivery(
      MailRepository mails,
      Optional<SmtpServer> server,
      InstantSource clock,
      MeterRegistry meters) {
    this.mails = mails;
    this.server = server;
    this.clock = clock;
    this.meters = meters;
  }

  CompletionHandler<Void> deliver(String id) {
    Optional<Mail> queued = mails.findQueued(id);
    return queued.isEmpty() ? new CompletionHandler.OnCompleteRemove<>() : deliver(queued.get());
  }

  private CompletionHandler<Void> deliver(Mail mail) {
    if (server.isEmpty()) {
      return failed(mail, "This control plane has no mail server.", false);
    }
    if (mail.link() != null && !clock.instant().isBefore(mail.link().until())) {
      return failed(mail, "Its link was over before a mail server took it.", true);
    }
    try {
      server.get().send(mail);
    } catch (UndeliveredException e) {
      return failed(mail, String.valueOf(e.getMessage()), e.isFinal());
    }
    mails.tried(mail, MailState.SENT, null, clock.instant(), null);
    count("sent");
    return new CompletionHandler.OnCompleteRemove<>();
  }

  private CompletionHandler<Void> failed(Mail mail, String why, boolean isFinal) {
    Instant now = clock.instant();
    if (isFinal || mail.attempts() >= PAUSES.size()) {
      mails.tried(mail, MailState.GIVEN_UP, why, now, null);
      count("given_up");
      LOG.atWarn().addKeyValue("mail", mail.id()).addKeyValue("why", why).log("Mail was given up");
      return new CompletionHandler.OnCompleteRemove<>();
    }
    Instant next = now.plus(PAUSES.get(mail.attempts()));
    mails.tried(mail, MailState.QUEUED, why, now, next);
    count("failed");
    LOG.atInfo()
        .addKeyValue("mail", mail.id())
        .addKeyValue("why", why)
        .log("Mail was not sent yet");
    return (completed, operations) -> operations.reschedule(completed, next);
  }

  private void count(String result) {
    meters.counter("countersign.mails", "result", result).increment();
  }
}
