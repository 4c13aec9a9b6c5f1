package dev.countersign.control.feed;

import dev.countersign.policy.configuration.Change;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gathers what a transaction publishes and writes it as the transaction's last statements. The lock
 * on the revision is thus held for little more than the commit itself, and, being the last lock
 * taken, is in no deadlock.
 */
@Component
class TransactionalFeedPublisher implements FeedPublisher {

  private final FeedTable table;

  TransactionalFeedPublisher(FeedTable table) {
    this.table = table;
  }

  @Override
  public void publish(List<Change> changes) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalTransactionStateException(
          "A change is published by the transaction that makes it: call publish inside one");
    }
    pending().changes.addAll(changes);
  }

  private Pending pending() {
    @Nullable Object bound = TransactionSynchronizationManager.getResource(this);
    if (bound instanceof Pending pending) {
      return pending;
    }
    Pending pending = new Pending();
    TransactionSynchronizationManager.bindResource(this, pending);
    TransactionSynchronizationManager.registerSynchronization(pending);
    return pending;
  }

  /** What one transaction has published so far. */
  private final class Pending implements TransactionSynchronization {

    private final List<Change> changes = new ArrayList<>();

    @Override
    public int getOrder() {
      return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(TransactionalFeedPublisher.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(TransactionalFeedPublisher.this, this);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      if (!changes.isEmpty()) {
        table.append(changes);
      }
    }

    @Override
    public void beforeCompletion() {
      TransactionSynchronizationManager.unbindResourceIfPossible(TransactionalFeedPublisher.this);
    }
  }
}
