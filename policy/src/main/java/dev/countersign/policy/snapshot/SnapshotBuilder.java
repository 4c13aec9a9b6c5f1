package dev.countersign.policy.snapshot;

import dev.countersign.policy.configuration.Entity;

/**
 * Makes a {@link Snapshot} of a whole configuration. Not thread-safe; of no use after {@link
 * #build}.
 */
public final class SnapshotBuilder {
  private final String feedId;
  private final long revision;
  private final SnapshotEdit edit = new SnapshotEdit(Snapshot.empty());
  private final Sharing sharing = new Sharing();

  SnapshotBuilder(String feedId, long revision) {
    this.feedId = feedId;
    this.revision = revision;
  }

  /** Adds an entity. Certificates before the entries that list them need less memory. */
  public SnapshotBuilder put(Entity entity) {
    edit.put(sharing.shared(entity, edit));
    return this;
  }

  public Snapshot build() {
    return edit.result(feedId, revision);
  }
}
