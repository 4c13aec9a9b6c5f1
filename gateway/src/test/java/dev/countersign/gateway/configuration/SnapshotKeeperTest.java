package dev.countersign.gateway.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.policy.snapshot.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last good configuration reaches the disk, if not at once. */
class SnapshotKeeperTest {
  @TempDir Path directory;

  @Test
  @DisplayName("G46 what could not be saved is saved later, without another change")
  void triesAgain() throws Exception {
    Path inTheWay = Files.createFile(directory.resolve("data"));
    SnapshotFile file = new SnapshotFile(inTheWay);
    try (SnapshotKeeper keeper = new SnapshotKeeper(file, 50)) {
      keeper.keep(Snapshot.builder("feed", 7).build());
      await().until(keeper::hasFailed);
      Files.delete(inTheWay);
      await().until(() -> file.load().isPresent());
    }
    assertThat(file.load().orElseThrow().revision()).isEqualTo(7);
  }
}
