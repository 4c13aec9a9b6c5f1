package dev.countersign.control.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What the feed does while a control plane runs: it follows the database, writes down which
 * gateways were seen, and forgets old change sets. It ends before the listeners do, so that no
 * waiting gateway holds up a stop.
 */
class FeedUpkeep implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(FeedUpkeep.class);
  private static final int KEPT_CHANGE_SETS = 100_000;
  private static final Duration KEPT_FOR = Duration.ofDays(7);

  private final FeedReader reader;
  private final UpkeepTask writing;
  private final FeedTable table;
  private final SnapshotSpool snapshots;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("feed-upkeep").daemon().factory());
  private volatile boolean running;

  FeedUpkeep(FeedReader reader, Sightings sightings, FeedTable table, SnapshotSpool snapshots) {
    this.reader = reader;
    this.writing = new UpkeepTask("Gateways that were seen", sightings::write);
    this.table = table;
    this.snapshots = snapshots;
  }

  @Override
  public void start() {
    running = true;
    reader.start();
    every(Duration.ofSeconds(1), writing);
    every(
        Duration.ofMinutes(10),
        new UpkeepTask("Old change sets", () -> table.compact(KEPT_CHANGE_SETS, KEPT_FOR)));
  }

  private void every(Duration period, UpkeepTask task) {
    var _ =
        clockwork.scheduleWithFixedDelay(
            task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    running = false;
    clockwork.shutdownNow();
    reader.close();
    writing.run();
    try {
      snapshots.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("A spooled snapshot could not be deleted");
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
