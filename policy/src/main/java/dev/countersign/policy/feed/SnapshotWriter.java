package dev.countersign.policy.feed;

import dev.countersign.policy.configuration.Entity;
import java.io.IOException;

/** Writes a configuration entity by entity. Without {@link #finish} it is refused as cut off. */
public final class SnapshotWriter {
  private final LineWriter lines;

  SnapshotWriter(LineWriter lines) {
    this.lines = lines;
  }

  /** Writes one more entity; in any order, though certificates first need less memory to load. */
  public void write(Entity entity) throws IOException {
    lines.line(EntityJson.write(entity));
  }

  /** Writes the trailer, which makes it complete, and flushes. */
  public void finish() throws IOException {
    lines.finish();
  }
}
