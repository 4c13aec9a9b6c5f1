package dev.countersign.control.feed;

import dev.countersign.control.feed.FeedTail.View;
import dev.countersign.policy.configuration.ChangeSet;
import dev.countersign.policy.feed.FeedAnswer;
import dev.countersign.policy.feed.FeedUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** What a gateway is answered, over the wire and in memory alike. */
class FeedAnswers {

  /** A gateway that is further behind gets the rest by its next question. */
  private static final int MOST_CHANGES = 10_000;

  private static final int MOST_CHANGE_SETS = 500;

  private final FeedTail tail;
  private final FeedTable table;

  /** So that gateways which come back after a long time leave connections to the others. */
  private final Semaphore stragglers = new Semaphore(2);

  FeedAnswers(FeedTail tail, FeedTable table) {
    this.tail = tail;
    this.table = table;
  }

  /** Whether a gateway can have this in force; it cannot after a restore. */
  boolean isKnown(String feedId, long revision) {
    View view = tail.view();
    return view != null && view.feedId().equals(feedId) && revision <= view.revision();
  }

  /**
   * What follows this revision.
   *
   * @param wait how long to wait where there is nothing
   * @param ended whether to wait no longer
   */
  FeedAnswer changesAfter(String feedId, long revision, Duration wait, BooleanSupplier ended)
      throws FeedUnavailableException, InterruptedException {
    if (isOfAnotherHistory(feedId, revision, tail.view())) {
      return new FeedAnswer.SnapshotNeeded();
    }
    View view = tail.await(feedId, revision, wait, ended);
    if (view == null) {
      throw new FeedUnavailableException("The control plane cannot read its database");
    }
    if (isOfAnotherHistory(feedId, revision, view)) {
      return new FeedAnswer.SnapshotNeeded();
    }
    if (!view.feedId().equals(feedId) || revision >= view.revision()) {
      return new FeedAnswer.Changes(List.of());
    }
    List<ChangeSet> next = view.after(revision);
    return answer(next != null ? next : stored(revision));
  }

  /**
   * Whether this revision is none of this feed's. A gateway that has just taken a snapshot, here or
   * at another control plane, may be a moment ahead of this one's tail; whoever is ahead of the
   * database itself holds something of before a restore.
   */
  private boolean isOfAnotherHistory(String feedId, long revision, @Nullable View view)
      throws FeedUnavailableException {
    if (revision < 0) {
      return true;
    }
    if (view == null || (view.feedId().equals(feedId) && revision <= view.revision())) {
      return false;
    }
    try {
      FeedTable.Position position = table.position();
      return !position.feedId().equals(feedId) || revision > position.revision();
    } catch (DataAccessException e) {
      throw new FeedUnavailableException("The control plane cannot read its database", e);
    }
  }

  private static FeedAnswer answer(List<ChangeSet> next) {
    return next.isEmpty() ? new FeedAnswer.SnapshotNeeded() : new FeedAnswer.Changes(bounded(next));
  }

  private static List<ChangeSet> bounded(List<ChangeSet> next) {
    int changes = next.getFirst().changes().size();
    int end = 1;
    while (end < Math.min(next.size(), MOST_CHANGE_SETS)
        && changes + next.get(end).changes().size() <= MOST_CHANGES) {
      changes += next.get(end).changes().size();
      end++;
    }
    return next.subList(0, end);
  }

  private List<ChangeSet> stored(long revision)
      throws FeedUnavailableException, InterruptedException {
    stragglers.acquire();
    try {
      return table.after(revision, MOST_CHANGE_SETS);
    } catch (DataAccessException e) {
      throw new FeedUnavailableException("The control plane cannot read its database", e);
    } finally {
      stragglers.release();
    }
  }
}
