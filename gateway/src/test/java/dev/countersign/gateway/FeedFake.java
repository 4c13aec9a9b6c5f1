package dev.countersign.gateway;

import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.ChangeSet;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.configuration.EntityKey;
import dev.countersign.policy.feed.ConfigurationFeed;
import dev.countersign.policy.feed.FeedAnswer;
import dev.countersign.policy.feed.FeedUnavailableException;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.snapshot.RevisionGapException;
import dev.countersign.policy.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A feed in memory whose configuration a test changes, and which can go away or go wrong. */
final class FeedFake implements ConfigurationFeed, ReportReceiver {
  final ReportsFake reports = new ReportsFake();
  private final List<ChangeSet> changeSets = new ArrayList<>();
  private String feedId = "feed-1";
  private Snapshot current = Snapshot.builder(feedId, 0).build();
  private boolean away;
  private RuntimeException wrong;
  private Error broken;
  private long forgotten;
  private int snapshots;

  synchronized FeedFake put(Entity... entities) {
    List<Change> changes = new ArrayList<>();
    for (Entity entity : entities) {
      changes.add(new Change.Put(entity));
    }
    return commit(changes);
  }

  synchronized FeedFake remove(EntityKey key) {
    return commit(List.of(new Change.Remove(key)));
  }

  private FeedFake commit(List<Change> changes) {
    ChangeSet next = new ChangeSet(current.revision() + 1, Instant.now(), changes);
    try {
      current = current.apply(next);
    } catch (RevisionGapException e) {
      throw new IllegalStateException(e);
    }
    changeSets.add(next);
    notifyAll();
    return this;
  }

  /** From now on nobody reaches it. */
  synchronized FeedFake goAway() {
    away = true;
    notifyAll();
    return this;
  }

  synchronized FeedFake comeBack() {
    away = false;
    return this;
  }

  /** From now on what it tells cannot be loaded; null ends that. */
  synchronized FeedFake goWrong(RuntimeException how) {
    wrong = how;
    notifyAll();
    return this;
  }

  /** From now on asking it is a fault of the gateway; null ends that. */
  synchronized FeedFake breakDown(Error how) {
    broken = how;
    notifyAll();
    return this;
  }

  /** Leads on from no revision before the one it is at. */
  synchronized FeedFake forget() {
    forgotten = current.revision();
    notifyAll();
    return this;
  }

  synchronized long revision() {
    return current.revision();
  }

  synchronized int snapshotsTaken() {
    return snapshots;
  }

  @Override
  public synchronized Snapshot snapshot() throws FeedUnavailableException {
    check();
    snapshots++;
    return current;
  }

  @Override
  public synchronized FeedAnswer changesAfter(String feed, long revision, Duration wait)
      throws FeedUnavailableException, InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    while (true) {
      check();
      if (!feed.equals(feedId) || revision < forgotten || revision > current.revision()) {
        return new FeedAnswer.SnapshotNeeded();
      }
      List<ChangeSet> after = changeSets.stream().filter(c -> c.revision() > revision).toList();
      long left = (end - System.nanoTime()) / 1_000_000;
      if (!after.isEmpty() || left <= 0) {
        return new FeedAnswer.Changes(after);
      }
      wait(left);
    }
  }

  @Override
  public void receive(Report report) throws FeedUnavailableException {
    reports.receive(report);
  }

  private void check() throws FeedUnavailableException {
    if (away) {
      throw new FeedUnavailableException("The test took it away");
    }
    if (broken != null) {
      throw broken;
    }
    if (wrong != null) {
      throw wrong;
    }
  }
}
