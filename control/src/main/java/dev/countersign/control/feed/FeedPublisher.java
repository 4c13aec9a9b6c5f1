package dev.countersign.control.feed;

import dev.countersign.policy.configuration.Change;
import java.util.List;

/** Tells every gateway what a transaction changed. */
public interface FeedPublisher {

  /**
   * Publishes these changes with the caller's transaction: they are in the feed when it commits,
   * and nowhere when it rolls back. All that one transaction publishes, by however many calls, is
   * one change set under one revision, in the order of the calls; publishing nothing takes none.
   *
   * <p>The revision is taken just before the commit, under a row lock that every publisher shares,
   * so that revisions become visible in the order of their commits. The caller's transaction must
   * be READ COMMITTED: under REPEATABLE READ it fails when another one published meanwhile.
   *
   * @throws org.springframework.transaction.IllegalTransactionStateException without a transaction
   */
  void publish(List<Change> changes);
}
