package dev.countersign.control.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gathers what a transaction makes, and writes it among the transaction's last statements. A lock
 * that the writing takes is thus held for little more than the commit itself, and, since all take
 * such locks in the same {@link Turn turns} and after every other, is in no deadlock.
 *
 * @param <T> what is gathered
 */
public final class BeforeCommit<T> {

  private final Turn turn;
  private final Consumer<List<T>> writing;

  private BeforeCommit(Turn turn, Consumer<List<T>> writing) {
    this.turn = turn;
    this.writing = writing;
  }

  /** Who writes before a commit, in their order. */
  public enum Turn {
    /** The lock is on the chain of a company's audit trail. */
    AUDIT_TRAIL(Ordered.LOWEST_PRECEDENCE - 1),
    /** The lock is on the feed's revision, which there is once. */
    FEED(Ordered.LOWEST_PRECEDENCE);

    private final int order;

    Turn(int order) {
      this.order = order;
    }
  }

  /**
   * What is gathered from now on, for each transaction by itself.
   *
   * @param writing gets all that one transaction gathered, in order, and never nothing
   */
  public static <T> BeforeCommit<T> in(Turn turn, Consumer<List<T>> writing) {
    return new BeforeCommit<>(turn, writing);
  }

  /**
   * Adds to what the transaction that runs has gathered.
   *
   * @throws IllegalStateException where none runs
   */
  public void add(Collection<? extends T> more) {
    if (!more.isEmpty()) {
      gathered().all.addAll(more);
    }
  }

  private Gathered gathered() {
    @Nullable Object bound = TransactionSynchronizationManager.getResource(this);
    if (bound != null) {
      @SuppressWarnings("unchecked") // nothing else is bound to this
      Gathered gathered = (Gathered) bound;
      return gathered;
    }
    Gathered gathered = new Gathered();
    TransactionSynchronizationManager.registerSynchronization(gathered);
    TransactionSynchronizationManager.bindResource(this, gathered);
    return gathered;
  }

  /** What one transaction has gathered so far. */
  private final class Gathered implements TransactionSynchronization {

    private final List<T> all = new ArrayList<>();

    @Override
    public int getOrder() {
      return turn.order;
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(BeforeCommit.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(BeforeCommit.this, this);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      writing.accept(all);
    }

    @Override
    public void beforeCompletion() {
      TransactionSynchronizationManager.unbindResourceIfPossible(BeforeCommit.this);
    }
  }
}
