package dev.countersign.server.role;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was started, ended once and in the opposite order: at the end of a command, or when the
 * process is told to stop (SIGTERM, Ctrl-C), which is a success.
 */
public final class Running implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Running.class);

  private final Deque<Part> parts = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndExit, "stop");

  public Running() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Adds what was started just now. */
  public synchronized <T extends AutoCloseable> T add(String name, T part) {
    parts.push(new Part(name, part));
    if (ended.getCount() == 0) {
      // The stop came while this was starting.
      end();
    }
    return part;
  }

  /** Waits until the process is told to stop. */
  public void await() throws InterruptedException {
    ended.await();
  }

  /** Ends everything that was started; the last first. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyStopping) {
      // The hook runs, or waits for its turn to find nothing left to do.
    }
  }

  private void stopAndExit() {
    end();
    LastWords.write();
    // Java would report the signal (143) for what is an orderly end.
    Runtime.getRuntime().halt(0);
  }

  private synchronized void end() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      LOG.info("Stopping: {}", part.name());
      try {
        part.closeable().close();
      } catch (Exception e) {
        LOG.warn("Did not stop in order: {}", part.name(), e);
      }
    }
    ended.countDown();
  }

  private record Part(String name, AutoCloseable closeable) {}
}
