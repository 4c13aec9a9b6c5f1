package dev.countersign.server.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.postgres.FolderLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir Path folder;

  @Test
  @DisplayName("a part is claimed once, whatever the folder is called; closed, it is free again")
  void claim() throws Exception {
    DataDirectory data = DataDirectory.prepare(folder.resolve("data"));
    DataDirectory same = DataDirectory.prepare(folder.resolve("other/../data"));
    try (FolderLock _ = data.claim("gateway");
        FolderLock _ = data.claim("something-else")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.folder("gateway").resolve("lock"))))
          .isEqualTo("rw-------");
      assertThatThrownBy(() -> same.claim("gateway"))
          .isInstanceOf(StartException.class)
          .hasMessage(
              "The data folder %s is in use by process %d (gateway). Stop that one first, or choose another folder: --data DIR."
                  .formatted(folder.resolve("data"), ProcessHandle.current().pid()));
    }
    same.claim("gateway").close();
  }
}
