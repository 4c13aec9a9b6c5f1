package dev.countersign.postgres;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What PostgreSQL's server is told by: the JDK itself can send only TERM and KILL. */
enum Signal {
  /** Fast shutdown: transactions are rolled back, connections closed, a checkpoint written. */
  INT,
  /** Immediate shutdown, with recovery at the next start. */
  QUIT;

  private static final Logger LOG = LoggerFactory.getLogger(Signal.class);

  void send(long pid) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name() + " " + pid)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      LOG.warn("Could not signal PostgreSQL. pid={} signal={}", pid, this, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
