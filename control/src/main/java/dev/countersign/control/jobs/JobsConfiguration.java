package dev.countersign.control.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.stats.MicrometerStatsRegistry;
import com.github.kagkarlsson.scheduler.stats.StatsRegistryAdapter;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.countersign.control.database.MigratedDatabase;
import dev.countersign.control.database.Schema;
import dev.countersign.control.web.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import tools.jackson.databind.json.JsonMapper;

/** Puts db-scheduler together by hand: it has no starter for this Spring Boot. */
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {

  private static final int THREADS = 3;
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  @Bean
  Schema jobsSchema() {
    return new Schema("jobs");
  }

  /** Its own stop is the life cycle's. */
  @Bean(destroyMethod = "")
  Scheduler scheduler(
      MigratedDatabase database,
      DataSource pool,
      List<Task<?>> tasks,
      InstantSource clock,
      JsonMapper json,
      MeterRegistry meters) {
    return new Builder(new TransactionAwareDataSourceProxy(pool), tasks)
        .tableName("jobs.scheduled_tasks")
        .schedulerName(new SchedulerName.Fixed(Ids.next()))
        .clock(clock::instant)
        .serializer(new JsonTaskData(json))
        .addSchedulerListener(new StatsRegistryAdapter(new MicrometerStatsRegistry(meters, tasks)))
        .threads(THREADS)
        .pollingInterval(POLL)
        .alwaysPersistTimestampInUTC()
        .shutdownMaxWait(LONGEST_STOP)
        .build();
  }

  @Bean
  JobsLifeCycle jobsLifeCycle(Scheduler scheduler) {
    return new JobsLifeCycle(scheduler);
  }

  /** Tells tasks that begin by themselves from those that are scheduled. */
  private static final class Builder extends SchedulerBuilder {

    Builder(DataSource pool, List<Task<?>> tasks) {
      super(pool, new ArrayList<>(tasks));
      for (Task<?> task : tasks) {
        if (task instanceof OnStartup begins) {
          startTasks.add(begins);
        }
      }
    }
  }
}
