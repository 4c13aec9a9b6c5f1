package dev.countersign.control.provider.apis;

import java.util.Collection;
import java.util.Set;

/**
 * Certificates that come onto an allow list and leave it, whatever else is on it: two people who
 * add one each end with both.
 */
record AllowListChange(Set<String> added, Set<String> removed) {

  static final AllowListChange NONE = new AllowListChange(Set.of(), Set.of());

  AllowListChange {
    added = Set.copyOf(added);
    removed = Set.copyOf(removed);
  }

  static AllowListChange of(Collection<String> added, Collection<String> removed) {
    return new AllowListChange(Set.copyOf(added), Set.copyOf(removed));
  }

  boolean isNone() {
    return added.isEmpty() && removed.isEmpty();
  }
}
