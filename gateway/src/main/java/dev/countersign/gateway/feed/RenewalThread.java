package dev.countersign.gateway.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks from time to time whether a renewal is due, and tries until it succeeded. */
final class RenewalThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RenewalThread.class);

  /** With a third of the life left, there are days of attempts. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final Thread thread;

  private RenewalThread(IdentityInUse identity) {
    this.thread =
        Thread.ofVirtual().name("countersign-feed-renewal").unstarted(() -> run(identity));
  }

  static RenewalThread start(IdentityInUse identity) {
    RenewalThread renewal = new RenewalThread(identity);
    renewal.thread.start();
    return renewal;
  }

  private static void run(IdentityInUse identity) {
    try {
      while (true) {
        look(identity);
        Thread.sleep(jittered(BETWEEN_LOOKS));
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private static void look(IdentityInUse identity) throws InterruptedException {
    try {
      identity.renewIfDue();
    } catch (IOException | RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("notAfter", identity.current().notAfter())
          .addKeyValue("why", FeedJson.reason(e))
          .log("The gateway's certificate for the feed could not be renewed; trying on");
    }
  }

  private static Duration jittered(Duration duration) {
    long millis = duration.toMillis();
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis * 3 / 2));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
