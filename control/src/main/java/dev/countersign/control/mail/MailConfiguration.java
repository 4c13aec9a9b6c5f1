package dev.countersign.control.mail;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.countersign.control.ControlOptions;
import dev.countersign.control.database.Schema;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {

  /** After a failure that is not the mail server's, such as a database that is away. */
  private static final Duration AFTER_FAULT = Duration.ofMinutes(1);

  private static final Duration KEPT = Duration.ofDays(90);

  @Bean
  Schema mailSchema() {
    return new Schema("mail");
  }

  @Bean
  MailDelivery mailDelivery(
      MailRepository mails, ControlOptions options, InstantSource clock, MeterRegistry meters) {
    return new MailDelivery(mails, options.mail().map(SmtpServer::new), clock, meters);
  }

  @Bean
  CustomTask<Void> mailDeliveryTask(MailDelivery delivery) {
    return Tasks.custom(MailDelivery.TASK)
        .onFailureReschedule(Schedules.fixedDelay(AFTER_FAULT))
        .onDeadExecutionRevive()
        .execute((mail, context) -> delivery.deliver(mail.getId()));
  }

  @Bean
  RecurringTask<Void> mailForgetting(MailRepository mails, InstantSource clock) {
    return Tasks.recurring("mail.forgetting", Schedules.fixedDelay(Duration.ofHours(1)))
        .execute((task, context) -> {
          Instant now = clock.instant();
          mails.forget(now, now.minus(KEPT));
        });
  }
}
