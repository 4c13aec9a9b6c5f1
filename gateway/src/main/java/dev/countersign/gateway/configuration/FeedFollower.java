package dev.countersign.gateway.configuration;

import dev.countersign.policy.configuration.ChangeSet;
import dev.countersign.policy.feed.ConfigurationFeed;
import dev.countersign.policy.feed.FeedAnswer;
import dev.countersign.policy.feed.FeedUnavailableException;
import dev.countersign.policy.feed.UnreadableConfigurationException;
import dev.countersign.policy.snapshot.RevisionGapException;
import dev.countersign.policy.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings configurations into force: the last good one from disk, then whatever the feed tells. What
 * cannot be loaded is refused and reported, and what was in force stays (G46).
 */
public final class FeedFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedFollower.class);
  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  private final ConfigurationFeed feed;
  private final InForce inForce;
  private final FeedState state;
  private final SnapshotKeeper keeper;
  private final Thread thread;
  private final Backoff backoff = new Backoff();
  private boolean snapshotNeeded;
  private volatile boolean closing;

  private FeedFollower(
      ConfigurationFeed feed, InForce inForce, FeedState state, SnapshotKeeper keeper) {
    this.feed = feed;
    this.inForce = inForce;
    this.state = state;
    this.keeper = keeper;
    this.thread = Thread.ofPlatform().name("countersign-feed").daemon().unstarted(this::follow);
  }

  /** Takes the last good configuration from disk, and follows the feed from there. */
  public static FeedFollower start(
      ConfigurationFeed feed, Path dataDirectory, InForce inForce, InstantSource clock) {
    SnapshotFile file = new SnapshotFile(dataDirectory);
    FeedState state = new FeedState(clock);
    loadLastGood(file, inForce, state);
    FeedFollower follower = new FeedFollower(feed, inForce, state, new SnapshotKeeper(file));
    follower.thread.start();
    return follower;
  }

  private static void loadLastGood(SnapshotFile file, InForce inForce, FeedState state) {
    try {
      file.load()
          .ifPresent(snapshot -> {
            inForce.put(snapshot);
            LOG.atInfo()
                .addKeyValue("revision", snapshot.revision())
                .log("Serving by the last good configuration from disk");
          });
    } catch (IOException | UnreadableConfigurationException | RuntimeException e) {
      state.refused("The configuration on disk cannot be loaded: " + e.getMessage());
      LOG.atError()
          .addKeyValue("file", file.path())
          .setCause(e)
          .log("The configuration on disk cannot be loaded, and is ignored");
    }
  }

  /** How it stands with the feed. */
  public FeedState state() {
    return state;
  }

  private void follow() {
    try {
      while (!closing) {
        followOrBackOff();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not even an Error ends the thread: without it nothing would change any more, unseen. */
  private void followOrBackOff() throws InterruptedException {
    try {
      step();
    } catch (Error e) {
      state.away("A fault of the gateway: " + e);
      LOG.atError().setCause(e).log("The feed cannot be followed; trying again");
      Thread.sleep(backoff.pause());
    }
  }

  private void step() throws InterruptedException {
    try {
      Snapshot held = inForce.get();
      if (held == null || snapshotNeeded) {
        takeSnapshot();
      } else {
        takeChanges(held);
      }
      backoff.reset();
    } catch (FeedUnavailableException e) {
      if (state.isConnected() || state.trouble() == null) {
        LOG.atWarn().addKeyValue("why", e.getMessage()).log("The feed is away; serving on");
      }
      state.away(String.valueOf(e.getMessage()));
      Thread.sleep(backoff.pause());
    } catch (UnreadableConfigurationException | RuntimeException e) {
      snapshotNeeded = true;
      state.refused("A configuration cannot be loaded: " + e.getMessage());
      LOG.atError()
          .setCause(e)
          .log("A configuration cannot be loaded; the one before stays in force");
      Thread.sleep(backoff.pause());
    }
  }

  private void takeSnapshot()
      throws FeedUnavailableException, UnreadableConfigurationException, InterruptedException {
    Snapshot snapshot = feed.snapshot();
    state.contact();
    snapshotNeeded = false;
    put(snapshot);
    LOG.atInfo()
        .addKeyValue("feed", snapshot.feedId())
        .addKeyValue("revision", snapshot.revision())
        .log("A whole configuration is in force");
  }

  private void takeChanges(Snapshot held)
      throws FeedUnavailableException, UnreadableConfigurationException, InterruptedException {
    FeedAnswer answer = feed.changesAfter(held.feedId(), held.revision(), LONG_POLL);
    switch (answer) {
      case FeedAnswer.SnapshotNeeded() -> snapshotNeeded = true;
      case FeedAnswer.Changes(List<ChangeSet> changes) -> {
        // First, so that nobody sees a revision in force of a feed that is said to be away.
        state.contact();
        apply(held, changes);
      }
    }
  }

  private void apply(Snapshot held, List<ChangeSet> changes) {
    Snapshot next = held;
    try {
      for (ChangeSet change : changes) {
        next = next.apply(change);
      }
    } catch (RevisionGapException e) {
      LOG.atWarn().addKeyValue("why", e.getMessage()).log("The feed has a gap; starting over");
      snapshotNeeded = true;
      return;
    }
    if (next != held) {
      put(next);
      state.applied(changes.getLast().committedAt());
    }
  }

  private void put(Snapshot snapshot) {
    inForce.put(snapshot);
    keeper.keep(snapshot);
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    keeper.close();
  }
}
