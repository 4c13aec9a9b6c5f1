package dev.countersign.control.feed;

import dev.countersign.control.feed.FeedTable.Position;
import dev.countersign.policy.configuration.ChangeSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Follows the feed for everybody in this process, by one thread over one connection of its own: it
 * waits for NOTIFY, looks by itself where none came (a notification that was lost, a pooler or a
 * standby that has none), and connects anew when the connection is gone.
 */
class FeedReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);
  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(2);
  private static final int BATCH = 500;

  private final FeedConnection connections;
  private final FeedTail tail;
  private final FeedReaders readers;
  private final Duration poll;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param poll after how long it looks without having been woken
   */
  FeedReader(FeedConnection connections, FeedTail tail, FeedReaders readers, Duration poll) {
    this.connections = connections;
    this.tail = tail;
    this.readers = readers;
    this.poll = poll;
    this.thread = Thread.ofPlatform().name("feed-reader").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    tail.close();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try (Connection connection = connections.open()) {
        follow(connection);
      } catch (SQLException | DataAccessException e) {
        lost(e);
      } catch (Throwable e) { // an Error too: unseen, it would end the feed until a restart
        LOG.error("The feed could not be read, and is read again from where it stands", e);
        tail.lose();
        pause(AFTER_A_FAULT);
      }
      pause(BETWEEN_ATTEMPTS);
    }
  }

  private void follow(Connection connection) throws SQLException {
    JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    FeedTable table = new FeedTable(jdbc);
    GatewayTable gateways = new GatewayTable(jdbc);
    FeedHistory.noticeRestore(jdbc);
    listen(connection);
    PGConnection notifications = connection.unwrap(PGConnection.class);
    while (!closed) {
      advance(table, gateways);
      notifications.getNotifications((int) poll.toMillis());
    }
  }

  /** A standby has no LISTEN; there the feed is looked at. */
  private static void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + FeedTable.CHANNEL);
    } catch (SQLException e) {
      if (connection.isValid(1)) {
        LOG.atInfo().addKeyValue("reason", e.getMessage()).log("Feed is polled: no LISTEN here");
      } else {
        throw e;
      }
    }
  }

  private void advance(FeedTable table, GatewayTable gateways) {
    Position position = table.position();
    if (readers.refresh(position.registry(), gateways::certificates)) {
      tail.wake();
    }
    FeedTail.@Nullable View known = tail.view();
    if (known == null
        || !known.feedId().equals(position.feedId())
        || known.revision() > position.revision()) {
      begin(table, position);
    } else {
      catchUp(table, known.revision(), position);
    }
  }

  /** Begins far enough in the past that gateways which come back find what they missed. */
  private void begin(FeedTable table, Position position) {
    List<ChangeSet> recent = table.newest(BATCH);
    long revision = recent.isEmpty() ? position.revision() : recent.getLast().revision();
    tail.begin(position.feedId(), revision, recent);
  }

  private void catchUp(FeedTable table, long known, Position position) {
    long at = known;
    while (at < position.revision()) {
      List<ChangeSet> next = table.after(at, BATCH);
      if (next.isEmpty()) {
        begin(table, position);
        return;
      }
      tail.append(next);
      at = next.getLast().revision();
    }
  }

  private void lost(Exception e) {
    if (!closed) {
      if (tail.view() != null) {
        LOG.atWarn().addKeyValue("reason", e.getMessage()).log("Feed connection lost");
      }
      tail.lose();
    }
  }

  private void pause(Duration time) {
    if (!closed) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
