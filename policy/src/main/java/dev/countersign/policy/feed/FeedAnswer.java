package dev.countersign.policy.feed;

import dev.countersign.policy.configuration.ChangeSet;
import java.util.List;

/** What a feed answers to who asks for changes. */
public sealed interface FeedAnswer {

  /**
   * The change sets that follow, perhaps not all of them yet; empty when the wait passed without
   * any.
   */
  record Changes(List<ChangeSet> changeSets) implements FeedAnswer {
    public Changes {
      changeSets = List.copyOf(changeSets);
    }
  }

  /** The feed does not lead on from there: another feed, or one that has forgotten the revision. */
  record SnapshotNeeded() implements FeedAnswer {}
}
