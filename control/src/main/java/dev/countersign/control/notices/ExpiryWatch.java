package dev.countersign.control.notices;

import dev.countersign.control.accounts.Companies;
import dev.countersign.control.accounts.CompanySettings;
import dev.countersign.control.accounts.CompanySettings.NoticeRecipient;
import dev.countersign.control.mail.Mailbox;
import dev.countersign.control.provider.certificates.CertificateEnds;
import dev.countersign.control.provider.certificates.CertificateEnds.End;
import dev.countersign.control.provider.certificates.EndingCertificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks which certificates end, and tells of each what was not told yet. What is told and the mail
 * that tells it are one transaction.
 */
class ExpiryWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ExpiryWatch.class);
  private static final int BATCH = 500;

  /** For so long after the end it is known that it was told of. */
  private static final Duration REMEMBERED = Duration.ofDays(3 * 365);

  private final Companies companies;
  private final CompanySettings settings;
  private final CertificateEnds ends;
  private final ToldRepository told;
  private final Mailbox mailbox;
  private final NoticeMail mail;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  ExpiryWatch(
      Companies companies,
      CompanySettings settings,
      CertificateEnds ends,
      ToldRepository told,
      Mailbox mailbox,
      NoticeMail mail,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.companies = companies;
    this.settings = settings;
    this.ends = ends;
    this.told = told;
    this.mailbox = mailbox;
    this.mail = mail;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Looks at every company's certificates. One company's trouble is not the others'. */
  void look() {
    Instant now = clock.instant();
    for (String company : companies.all()) {
      try {
        look(company, now);
      } catch (RuntimeException e) {
        LOG.atError()
            .addKeyValue("company", company)
            .setCause(e)
            .log("The ends of certificates could not be told");
      }
    }
    told.forgetThoseThatEndedBefore(now.minus(REMEMBERED));
  }

  private void look(String company, Instant now) {
    @Nullable Instant from = now.minus(REMEMBERED);
    Instant until = now.plus(Stage.FIRST);
    @Nullable End last = null;
    List<End> batch;
    do {
      batch = ends.between(company, from, until, last, BATCH);
      List<End> due = batch;
      transaction.executeWithoutResult(status -> tell(company, due, now));
      last = batch.isEmpty() ? last : batch.getLast();
    } while (batch.size() == BATCH);
  }

  private void tell(String company, List<End> due, Instant now) {
    Map<Stage, List<End>> byStage = new EnumMap<>(Stage.class);
    for (End end : due) {
      Stage.of(end.notAfter(), now)
          .ifPresent(stage -> byStage.computeIfAbsent(stage, s -> new ArrayList<>()).add(end));
    }
    if (byStage.isEmpty()) {
      return;
    }
    List<NoticeRecipient> recipients = settings.noticeRecipients(company);
    List<String> addresses = recipients.stream().map(NoticeRecipient::email).toList();
    List<String> fresh = new ArrayList<>();
    byStage.forEach((stage, some) -> fresh.addAll(told.tell(company, stage, some, addresses, now)));
    send(company, fresh, recipients, now);
  }

  private void send(
      String company, Collection<String> ids, List<NoticeRecipient> recipients, Instant now) {
    if (ids.isEmpty()) {
      return;
    }
    List<EndingCertificate> certificates = ends.describe(company, ids);
    if (certificates.isEmpty()) {
      return;
    }
    NoticeMail.Text text = mail.about(companies.name(company), certificates, now);
    for (NoticeRecipient recipient : recipients) {
      mailbox.send(company, recipient.email(), text.subject(), text.body());
    }
  }
}
