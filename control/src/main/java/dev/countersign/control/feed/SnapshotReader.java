package dev.countersign.control.feed;

import dev.countersign.control.feed.FeedTable.Position;
import dev.countersign.policy.configuration.Entity;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the whole configuration together with the revision that it is the state of: one REPEATABLE
 * READ transaction sees both at one moment, whoever writes meanwhile.
 */
class SnapshotReader {

  private final TransactionTemplate transaction;
  private final FeedTable table;
  private final ConfigurationSource source;

  SnapshotReader(
      PlatformTransactionManager transactions, FeedTable table, ConfigurationSource source) {
    this.transaction = new TransactionTemplate(transactions);
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    transaction.setReadOnly(true);
    this.table = table;
    this.source = source;
  }

  /**
   * Hands every entity to the sink that {@code begin} makes of the position, inside the
   * transaction.
   */
  <S extends Consumer<Entity>> S read(Function<Position, S> begin) {
    S sink = transaction.execute(status -> readNow(begin));
    if (sink == null) {
      throw new IllegalStateException("A snapshot has a sink");
    }
    return sink;
  }

  private <S extends Consumer<Entity>> S readNow(Function<Position, S> begin) {
    S sink = begin.apply(table.position());
    source.entities(sink);
    return sink;
  }
}
