package dev.countersign.control.feed;

import dev.countersign.control.database.BeforeCommit;
import dev.countersign.policy.configuration.Change;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gathers what a transaction publishes and writes it as the transaction's last statements. The lock
 * on the revision is thus held for little more than the commit itself, and, being the last lock
 * taken, is in no deadlock.
 */
@Component
class TransactionalFeedPublisher implements FeedPublisher {

  private final BeforeCommit<Change> changes;

  TransactionalFeedPublisher(FeedTable table) {
    this.changes = BeforeCommit.in(BeforeCommit.Turn.FEED, table::append);
  }

  @Override
  public void publish(List<Change> more) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalTransactionStateException(
          "A change is published by the transaction that makes it: call publish inside one");
    }
    changes.add(more);
  }
}
