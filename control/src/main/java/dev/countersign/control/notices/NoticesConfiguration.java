package dev.countersign.control.notices;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.countersign.control.accounts.Companies;
import dev.countersign.control.accounts.CompanySettings;
import dev.countersign.control.database.MigratedDatabase;
import dev.countersign.control.database.Schema;
import dev.countersign.control.mail.Mailbox;
import dev.countersign.control.provider.certificates.CertificateEnds;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the watch's parts together. */
@Configuration(proxyBeanMethods = false)
class NoticesConfiguration {

  static final String TASK = "notices.expiry";

  @Bean
  Schema noticesSchema() {
    return new Schema("notices");
  }

  @Bean
  ExpiryWatch expiryWatch(
      Companies companies,
      CompanySettings settings,
      CertificateEnds ends,
      ToldRepository told,
      Mailbox mailbox,
      TransactionTemplate transaction,
      InstantSource clock) {
    NoticeMail mail = new NoticeMail();
    return new ExpiryWatch(companies, settings, ends, told, mailbox, mail, transaction, clock);
  }

  @Bean
  RecurringTask<Void> expiryTask(ExpiryWatch watch) {
    return Tasks.recurring(TASK, Schedules.fixedDelay(Duration.ofHours(1)))
        .execute((task, context) -> watch.look());
  }

  @Bean
  DaysLeft daysLeft(
      MigratedDatabase database,
      Companies companies,
      CertificateEnds ends,
      InstantSource clock,
      MeterRegistry meters) {
    return new DaysLeft(companies, ends, clock, meters);
  }
}
