package dev.countersign.server.role;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** Log lines are written behind the program's back, so its end has to wait for them. */
public final class LastWords {

  private LastWords() {}

  /** Writes what is still queued. Nothing may be logged afterwards. */
  public static void write() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.stop();
    }
  }
}
