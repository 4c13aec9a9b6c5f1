package dev.countersign.control.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.countersign.control.ControlOptions;
import dev.countersign.control.database.Schema;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  Schema auditSchema() {
    return new Schema("audit");
  }

  @Bean
  HeadSeal headSeal(ControlOptions options) {
    return HeadSeal.openOrCreate(options.secrets());
  }

  @Bean
  AuditChain auditChain(HeadRepository heads, EventRepository events, HeadSeal seal) {
    return new AuditChain(heads, events, seal);
  }

  @Bean
  AuditVerification auditVerification(
      HeadRepository heads,
      EventRepository events,
      HeadSeal seal,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    return new AuditVerification(heads, events, seal, transactions, clock);
  }

  @Bean
  RecurringTask<Void> dailyVerification(AuditVerification verification) {
    DailyVerification daily = new DailyVerification(verification);
    return Tasks.recurring("audit.verification", Schedules.fixedDelay(Duration.ofDays(1)))
        .execute((task, context) -> daily.run());
  }
}
