package dev.countersign.gateway;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged under a name while this is open, a line each with its pairs. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  final List<String> all = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final Level before;
  private final Pause pause;

  LogLines(String name, Level level) {
    this(name, level, () -> {});
  }

  /** Each line holds the thread that writes it for as long as this takes. */
  LogLines(String name, Level level, Pause pause) {
    this.pause = pause;
    logger = (Logger) LoggerFactory.getLogger(name);
    before = logger.getLevel();
    logger.setLevel(level);
    start();
    logger.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    all.add(
        event.getFormattedMessage() + " " + event.getKeyValuePairs() + event.getMDCPropertyMap());
    try {
      pause.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a line waits for. */
  interface Pause {
    void take() throws InterruptedException;
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(before);
  }
}
