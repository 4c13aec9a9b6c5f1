package dev.countersign.control.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class UpkeepTaskTest {

  @Test
  @DisplayName("Upkeep that fails is told once, and again when it works; not even an Error ends it")
  void toldOnce() {
    Logger logger = (Logger) LoggerFactory.getLogger(UpkeepTask.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.INFO);
    Queue<String> script = new ArrayDeque<>(Arrays.asList("error", "no", "yes", "yes", "no"));
    UpkeepTask task = new UpkeepTask("Something", () -> follow(script.remove()));
    try {
      while (!script.isEmpty()) {
        task.run();
      }
    } finally {
      logger.detachAppender(log);
      logger.setLevel(null);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.WARN, Level.INFO, Level.WARN);
  }

  private static void follow(String step) {
    switch (step) {
      case "error" -> throw new StackOverflowError();
      case "no" -> throw new IllegalStateException();
      default -> {
        // works
      }
    }
  }
}
