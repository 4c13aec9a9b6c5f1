package dev.countersign.gateway.configuration;

import dev.countersign.policy.snapshot.Snapshot;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves the configuration a little after it changed, on a thread of its own, the last one only.
 * What cannot be saved, to a full disk say, is tried again after a pause.
 */
final class SnapshotKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
  private static final long PAUSE_MILLIS = 500;
  private static final long RETRY_MILLIS = 10_000;

  private final SnapshotFile file;
  private final long retryMillis;
  private final AtomicReference<@Nullable Snapshot> unsaved = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean failed;

  SnapshotKeeper(SnapshotFile file) {
    this(file, RETRY_MILLIS);
  }

  SnapshotKeeper(SnapshotFile file, long retryMillis) {
    this.file = file;
    this.retryMillis = retryMillis;
    thread = Thread.ofPlatform().name("countersign-snapshot-keeper").daemon().start(this::run);
  }

  void keep(Snapshot snapshot) {
    unsaved.set(snapshot);
    synchronized (this) {
      notifyAll();
    }
  }

  /** Whether what was to be saved last could not be. */
  boolean hasFailed() {
    return failed;
  }

  private void run() {
    try {
      while (!closing) {
        awaitWork();
        pause(saveUnsaved() ? PAUSE_MILLIS : retryMillis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    saveUnsaved();
  }

  private synchronized void awaitWork() throws InterruptedException {
    while (unsaved.get() == null && !closing) {
      wait();
    }
  }

  private synchronized void pause(long millis) throws InterruptedException {
    long end = System.currentTimeMillis() + millis;
    for (long left = millis; left > 0 && !closing; left = end - System.currentTimeMillis()) {
      wait(left);
    }
  }

  /** Whether nothing is left to be saved; what could not be is kept, unless there is newer. */
  private boolean saveUnsaved() {
    Snapshot snapshot = unsaved.getAndSet(null);
    if (snapshot == null) {
      return true;
    }
    try {
      file.save(snapshot);
      failed = false;
      return true;
    } catch (IOException | RuntimeException | Error e) {
      failed = true;
      unsaved.compareAndSet(null, snapshot);
      LOG.atError()
          .addKeyValue("file", file.path())
          .addKeyValue("revision", snapshot.revision())
          .setCause(e)
          .log("The configuration could not be saved; after a restart an older one would be used");
      return false;
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
