package dev.countersign.control.reports;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.countersign.control.database.Schema;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportsConfiguration {

  static final String FORGETTING = "reports.forgetting";

  @Bean
  Schema reportsSchema() {
    return new Schema("reports");
  }

  @Bean
  RecurringTask<Void> reportsForgetting(Forgetting forgetting) {
    return Tasks.recurring(FORGETTING, Schedules.fixedDelay(Duration.ofHours(1)))
        .execute((task, context) -> forgetting.forget());
  }
}
