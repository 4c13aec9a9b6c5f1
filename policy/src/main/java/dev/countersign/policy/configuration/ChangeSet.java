package dev.countersign.policy.configuration;

import java.time.Instant;
import java.util.List;

/**
 * What one transaction changed; in force as a whole or not at all.
 *
 * @param revision one more than that of the change set before
 * @param committedAt when the transaction took its revision
 */
public record ChangeSet(long revision, Instant committedAt, List<Change> changes) {

  public ChangeSet {
    changes = List.copyOf(changes);
  }
}
