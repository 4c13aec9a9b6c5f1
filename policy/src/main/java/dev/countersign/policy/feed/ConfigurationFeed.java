package dev.countersign.policy.feed;

import dev.countersign.policy.snapshot.Snapshot;
import java.time.Duration;

/**
 * Where a gateway gets its configuration from. Every adapter passes {@code ConfigurationFeedTest}.
 */
public interface ConfigurationFeed {

  /**
   * The whole configuration as it is now.
   *
   * @throws FeedUnavailableException when it cannot be had now; trying again may help
   * @throws UnreadableConfigurationException when it came and cannot be loaded
   */
  Snapshot snapshot()
      throws FeedUnavailableException, UnreadableConfigurationException, InterruptedException;

  /**
   * The change sets after a revision, in their order and without a gap. Where there are none, waits
   * for the first.
   *
   * @param feedId of the snapshot that is held
   * @param revision of the snapshot that is held
   * @param wait how long at most; zero for not at all
   * @throws FeedUnavailableException when they cannot be had now; trying again may help
   * @throws UnreadableConfigurationException when they came and cannot be loaded
   */
  FeedAnswer changesAfter(String feedId, long revision, Duration wait)
      throws FeedUnavailableException, UnreadableConfigurationException, InterruptedException;
}
