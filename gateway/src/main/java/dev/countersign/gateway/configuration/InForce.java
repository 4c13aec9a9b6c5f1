package dev.countersign.gateway.configuration;

import dev.countersign.policy.snapshot.Snapshot;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The configuration that requests are decided by: one reference, read by every event loop. */
public final class InForce implements Supplier<@Nullable Snapshot> {
  private volatile @Nullable Snapshot snapshot;

  /** Null before there is one. */
  @Override
  public @Nullable Snapshot get() {
    return snapshot;
  }

  void put(Snapshot next) {
    snapshot = next;
  }
}
