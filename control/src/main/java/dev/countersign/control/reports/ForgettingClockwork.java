package dev.countersign.control.reports;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Forgets once an hour while a control plane runs; several that do so at once do no harm. */
@Component
class ForgettingClockwork implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ForgettingClockwork.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private final Forgetting forgetting;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("reports-forgetting").daemon().factory());
  private volatile boolean running;

  ForgettingClockwork(Forgetting forgetting) {
    this.forgetting = forgetting;
  }

  @Override
  public void start() {
    running = true;
    var _ =
        clockwork.scheduleWithFixedDelay(
            this::forget, FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void forget() {
    try {
      forgetting.forget();
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("Old reports could not be forgotten; trying again in an hour");
    }
  }

  @Override
  public void stop() {
    running = false;
    clockwork.shutdownNow();
    try {
      boolean ended = clockwork.awaitTermination(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
      LOG.atDebug().addKeyValue("ended", ended).log("Old reports are forgotten no more");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
