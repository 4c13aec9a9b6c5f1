package dev.countersign.control.provider.certificates;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was uploaded to follow what.
 *
 * @param predecessor what the certificate follows; null for nothing
 * @param successors what follows it, the latest first
 */
public record Lineage(@Nullable Relative predecessor, List<Relative> successors) {

  /**
   * A certificate before or after.
   *
   * @param name empty where it is deleted
   */
  public record Relative(String id, String name) {

    /** Whether it is in the store still. */
    public boolean isStored() {
      return !name.isEmpty();
    }
  }
}
