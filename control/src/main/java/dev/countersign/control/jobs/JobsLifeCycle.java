package dev.countersign.control.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.SmartLifecycle;

/**
 * Work begins when everything else has started, and ends before anything that it needs: what runs
 * is waited for, for a bounded time; what is cut off is done again by whoever notices.
 */
class JobsLifeCycle implements SmartLifecycle {

  private final Scheduler scheduler;
  private volatile boolean running;

  JobsLifeCycle(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void start() {
    running = true;
    scheduler.start();
  }

  @Override
  public void stop() {
    running = false;
    scheduler.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
