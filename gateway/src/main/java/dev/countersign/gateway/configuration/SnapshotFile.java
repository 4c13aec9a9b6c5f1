package dev.countersign.gateway.configuration;

import dev.countersign.pki.file.PrivateFile;
import dev.countersign.policy.feed.SnapshotFormat;
import dev.countersign.policy.feed.UnreadableConfigurationException;
import dev.countersign.policy.snapshot.Snapshot;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The last good configuration on disk, readable by its owner alone; old or new, never half. */
final class SnapshotFile {
  private static final int BUFFER = 256 * 1024;

  private final PrivateFile file;

  SnapshotFile(Path dataDirectory) {
    file = PrivateFile.at(dataDirectory.resolve("snapshot.ndjson"));
  }

  /**
   * What was saved last; empty when nothing was.
   *
   * @throws UnreadableConfigurationException when the file is damaged
   */
  Optional<Snapshot> load() throws IOException, UnreadableConfigurationException {
    if (!file.exists()) {
      return Optional.empty();
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file.path()), BUFFER)) {
      return Optional.of(SnapshotFormat.read(in));
    }
  }

  void save(Snapshot snapshot) throws IOException {
    file.write(out -> SnapshotFormat.write(snapshot, out));
  }

  Path path() {
    return file.path();
  }
}
