package dev.countersign.gateway.loop;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ticks everything that has time limits on one event loop. One timer for all of them: a request
 * costs no timer of its own, and a limit is kept to a tenth of a second.
 */
public final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long TICK_MILLIS = 100;

  private final List<Entry> entries = new ArrayList<>();

  private Watch() {}

  /** Starts the watch of this event loop. */
  public static Watch start(EventLoop loop) {
    Watch watch = new Watch();
    var _ = loop.scheduleAtFixedRate(watch::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Ticks this until the entry is removed. Only on the event loop. */
  public Entry add(Watched watched) {
    Entry entry = new Entry(watched, entries.size());
    entries.add(entry);
    return entry;
  }

  private void tick() {
    long now = System.nanoTime();
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (i < entries.size()) {
        tick(entries.get(i).watched, now);
      }
    }
  }

  private static void tick(Watched watched, long now) {
    try {
      watched.tick(now);
    } catch (RuntimeException e) {
      LOG.error("A time limit could not be checked", e);
    }
  }

  /** One that is watched. */
  public final class Entry {
    private final Watched watched;
    private int index;

    private Entry(Watched watched, int index) {
      this.watched = watched;
      this.index = index;
    }

    /** Ends the watch; a second call does nothing. Only on the event loop. */
    public void remove() {
      if (index < 0) {
        return;
      }
      Entry last = entries.removeLast();
      if (last != this) {
        entries.set(index, last);
        last.index = index;
      }
      index = -1;
    }
  }
}
