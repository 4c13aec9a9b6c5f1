package dev.countersign.control.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.TestPlane;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SnapshotSpoolTest {

  @TempDir Path data;

  private List<Path> snapshots() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("spool"))) {
      return files.filter(file -> file.toString().endsWith(".ndjson")).toList();
    }
  }

  @Test
  @DisplayName("What a killed control plane spooled is deleted at the next start, and no more")
  void leftovers() throws Exception {
    TestDatabase database = TestPostgres.shared().database();
    Path killed = data.resolve("spool/snapshot-1.ndjson");
    Files.createDirectories(killed.getParent());
    Files.writeString(killed, "a whole configuration");
    try (TestPlane plane = TestPlane.start(database, data)) {
      assertThat(killed).doesNotExist();
      plane.part(SnapshotSpool.class).open().close();
      List<Path> inUse = snapshots();
      assertThat(inUse).hasSize(1);
      try (TestPlane beside = TestPlane.start(database, data)) {
        beside.part(SnapshotSpool.class).open().close();
        assertThat(snapshots()).hasSize(2).containsAll(inUse);
      }
      assertThat(snapshots()).isEqualTo(inUse);
    }
    assertThat(snapshots()).isEmpty();
  }
}
