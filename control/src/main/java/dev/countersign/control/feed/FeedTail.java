package dev.countersign.control.feed;

import dev.countersign.policy.configuration.ChangeSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest change sets in memory, one per control plane. {@link FeedReader} reads each change set
 * from the database once; however many gateways wait, they wait here, on no connection of the
 * database.
 */
class FeedTail {

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private long beginnings;
  private int waiting;
  private boolean closed;
  private @Nullable View view;

  /**
   * A tail that keeps about so many changes; a change set is kept or forgotten as a whole, and the
   * newest is always kept.
   */
  FeedTail(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Starts over.
   *
   * @param recent the newest change sets without a gap, the last under {@code revision}
   */
  void begin(String feedId, long revision, List<ChangeSet> recent) {
    lock.lock();
    try {
      change(new View(++beginnings, feedId, revision, recent.isEmpty() ? recent : newest(recent)));
    } finally {
      lock.unlock();
    }
  }

  /** Adds what follows. */
  void append(List<ChangeSet> next) {
    lock.lock();
    try {
      View now = current();
      List<ChangeSet> all = new ArrayList<>(now.recent);
      for (ChangeSet set : next) {
        if (set.revision() != now.revision + (all.size() - now.recent.size()) + 1) {
          throw new IllegalStateException("A change set is missing before " + set.revision());
        }
        all.add(set);
      }
      change(new View(now.beginning, now.feedId, all.getLast().revision(), newest(all)));
    } finally {
      lock.unlock();
    }
  }

  private List<ChangeSet> newest(List<ChangeSet> all) {
    int first = all.size() - 1;
    long changes = all.getLast().changes().size() + 1L;
    while (first > 0 && changes + all.get(first - 1).changes().size() < capacity) {
      first--;
      changes += all.get(first).changes().size() + 1L;
    }
    return List.copyOf(all.subList(first, all.size()));
  }

  /** Nothing is known any more until {@link #begin}: the database cannot be read. */
  void lose() {
    change(null);
  }

  /** Lets everybody who waits look again at what they are waiting for. */
  void wake() {
    lock.lock();
    try {
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends all waiting, now and from now on. */
  void close() {
    lock.lock();
    try {
      closed = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void change(@Nullable View next) {
    lock.lock();
    try {
      view = next;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What is known now; null while the database cannot be read. */
  @Nullable View view() {
    lock.lock();
    try {
      return view;
    } finally {
      lock.unlock();
    }
  }

  /** How many wait now. */
  int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the feed has gone beyond this revision of this history, or has another history, or
   * the time is over, or {@code ended} says so, or the tail is closed.
   *
   * @return what is known then; null while the database cannot be read
   */
  @Nullable View await(String feedId, long revision, Duration wait, BooleanSupplier ended)
      throws InterruptedException {
    lock.lock();
    waiting++;
    try {
      View first = view;
      long left = wait.toNanos();
      while (left > 0 && !closed && !ended.getAsBoolean() && hasNothing(feedId, revision, first)) {
        left = moved.awaitNanos(left);
      }
      return view;
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  private boolean hasNothing(String feedId, long revision, @Nullable View first) {
    return view == null
        || (view.feedId.equals(feedId)
            && view.revision <= revision
            && (first == null || view.beginning == first.beginning));
  }

  private View current() {
    if (view == null) {
      throw new IllegalStateException("The tail has no beginning");
    }
    return view;
  }

  /**
   * The feed at one moment.
   *
   * @param beginning counts how often the tail started over, so that what was made of an earlier
   *     history is not taken for this one's
   * @param recent the newest change sets without a gap, the last under {@code revision}
   */
  record View(long beginning, String feedId, long revision, List<ChangeSet> recent) {

    /** The change sets that follow this revision, or null when they are not in memory. */
    @Nullable List<ChangeSet> after(long from) {
      long missing = revision - from;
      return missing <= recent.size()
          ? recent.subList(recent.size() - (int) missing, recent.size())
          : null;
    }
  }
}
