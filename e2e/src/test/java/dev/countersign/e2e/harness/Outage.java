package dev.countersign.e2e.harness;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that is killed as often as it comes back. */
public final class Outage implements AutoCloseable {

  /** Kills it, where it runs. */
  @FunctionalInterface
  interface Killing {
    void kill() throws IOException;
  }

  private final AtomicInteger kills = new AtomicInteger();
  private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();

  Outage(Killing killing) {
    var _ =
        killer.scheduleWithFixedDelay(
            () -> {
              try {
                killing.kill();
                kills.incrementAndGet();
              } catch (IOException | RuntimeException comingUp) {
                // Between two lives it has no process id.
              }
            },
            0,
            20,
            TimeUnit.MILLISECONDS);
  }

  /** How often it was killed. */
  public int kills() {
    return kills.get();
  }

  @Override
  public void close() {
    killer.shutdownNow();
    killer.close();
  }
}
