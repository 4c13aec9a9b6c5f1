package dev.countersign.control.mail;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.jobs.Jobs;
import dev.countersign.control.web.Cursor;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A company's mails, for those who look what became of them. */
@Component
public class Mails {

  private final MailRepository mails;
  private final Jobs jobs;
  private final InstantSource clock;
  private final boolean delivers;

  Mails(MailRepository mails, Jobs jobs, InstantSource clock, ControlOptions options) {
    this.mails = mails;
    this.jobs = jobs;
    this.clock = clock;
    this.delivers = options.mail().isPresent();
  }

  /** Whether there is a mail server. */
  public boolean delivers() {
    return delivers;
  }

  /** One page, the newest first; without their secret links. */
  public Page<Mail> page(
      String companyId, @Nullable String q, @Nullable MailState state, PageRequest request) {
    return Page.of(
        mails.page(companyId, q, state, request),
        request.limit(),
        mail -> new Cursor(mail.createdAt(), mail.id()));
  }

  /** How many that were written since then are in this state. */
  public long count(String companyId, MailState state, Instant since) {
    return mails.count(companyId, state, since);
  }

  /** Those that failed and are tried again. */
  public Failing failing(String companyId) {
    return mails.failing(companyId);
  }

  /**
   * A mail, with its secret link where that still opens something and nobody sends it.
   *
   * @param couldMake whether whoever looks could make a link about the thing with this id
   */
  public Optional<Mail> find(String companyId, String id, Predicate<String> couldMake) {
    return mails.find(companyId, id, couldMake, clock.instant());
  }

  /** The id of the newest kept mail whose secret link is about the thing with this id. */
  public Optional<String> keptAbout(String companyId, String about) {
    return mails.keptAbout(companyId, about);
  }

  /** Whether {@link #sendAgain} would. */
  public boolean canSendAgain(String companyId, String id) {
    return delivers && mails.isResendable(companyId, id, clock.instant());
  }

  /** Sends a mail again that was given up or kept; whether it could. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean sendAgain(String companyId, String id) {
    Instant now = clock.instant();
    if (!delivers || !mails.queueAgain(companyId, id, now)) {
      return false;
    }
    jobs.schedule(MailDelivery.TASK.instance(id).scheduledTo(now));
    return true;
  }
}
