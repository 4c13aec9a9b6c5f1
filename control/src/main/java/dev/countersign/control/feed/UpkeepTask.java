package dev.countersign.control.feed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Something that is done again and again, whatever becomes of it. The first failure is told to the
 * operator, and so is the end of failing; those between are not, for they would be the same.
 */
final class UpkeepTask implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(UpkeepTask.class);

  private final String what;
  private final Runnable work;
  private boolean failing;

  UpkeepTask(String what, Runnable work) {
    this.what = what;
    this.work = work;
  }

  /** Throws nothing: a task that throws would never be run again. */
  @Override
  public synchronized void run() {
    try {
      work.run();
      if (failing) {
        failing = false;
        LOG.atInfo().addKeyValue("what", what).log("Feed upkeep works again");
      }
    } catch (Throwable e) {
      Level level = failing ? Level.DEBUG : Level.WARN;
      failing = true;
      LOG.atLevel(level).addKeyValue("what", what).setCause(e).log("Feed upkeep failed for now");
    }
  }
}
