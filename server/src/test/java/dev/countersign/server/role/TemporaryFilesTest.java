package dev.countersign.server.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {

  @TempDir Path folder;
  private final String before = System.getProperty("java.io.tmpdir");

  @AfterEach
  void restore() {
    System.setProperty("java.io.tmpdir", before);
  }

  @Test
  @DisplayName("what a killed process left goes at the next start, a living one's stays")
  void cleansUp() throws Exception {
    DataDirectory data = DataDirectory.prepare(folder.resolve("data"));
    long dead = new ProcessBuilder("true").start().onExit().get().pid();
    long living = ProcessHandle.current().parent().orElseThrow().pid();
    for (long pid : new long[] {dead, living}) {
      Path left = data.folder("tmp").resolve(pid + "/deep");
      Files.createDirectories(left);
      Files.writeString(left.resolve("file"), "x");
    }

    TemporaryFiles own = TemporaryFiles.in(data);

    assertThat(folder.resolve("data/tmp/" + dead)).doesNotExist();
    assertThat(folder.resolve("data/tmp/" + living + "/deep/file")).exists();
    Path mine = Path.of(System.getProperty("java.io.tmpdir"));
    assertThat(mine).isEqualTo(folder.resolve("data/tmp/" + ProcessHandle.current().pid()));
    Files.writeString(mine.resolve("file"), "x");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mine)))
        .isEqualTo("rwx------");
    own.close();
    assertThat(mine).doesNotExist();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
        .isEqualTo("rwx------");
  }
}
