package dev.countersign.pki.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

  @TempDir private Path folder;

  private PrivateFile file() {
    return PrivateFile.at(folder.resolve("secrets/deep/key"));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(file().path().getParent())) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  @DisplayName("What is written is read, by its owner alone, and nothing else is left")
  void written() throws Exception {
    PrivateFile file = file();
    assertThat(file.exists()).isFalse();
    assertThatThrownBy(file::read).isInstanceOf(NoSuchFileException.class);
    file.write("ä secret\n");
    assertThat(file.exists()).isTrue();
    assertThat(file.read()).isEqualTo("ä secret\n");
    assertThat(permissions(file.path())).isEqualTo("rw-------");
    assertThat(permissions(file.path().getParent())).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("secrets"))).isEqualTo("rwx------");
    assertThat(names()).containsExactly("key");
  }

  @Test
  @DisplayName("A file that everybody could read is replaced by one that its owner alone can")
  void replaced() throws Exception {
    PrivateFile file = file();
    file.write("old");
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));
    file.write("new");
    assertThat(file.read()).isEqualTo("new");
    assertThat(permissions(file.path())).isEqualTo("rw-------");
  }

  @Test
  @DisplayName("Where the content breaks off, what was there stays, and no part is left")
  void brokenOff() throws Exception {
    PrivateFile file = file();
    file.write("old");
    assertThatThrownBy(() ->
            file.write(out -> {
              out.write(new byte[1 << 20]);
              throw new IOException("broken off");
            }))
        .hasMessage("broken off");
    assertThat(file.read()).isEqualTo("old");
    assertThat(names()).containsExactly("key");
  }

  @Test
  @DisplayName("Content of any size is written whole")
  void large() throws Exception {
    byte[] block = new byte[1 << 20];
    file()
        .write(out -> {
          for (int i = 0; i < 9; i++) {
            out.write(block);
          }
        });
    assertThat(file().path()).hasSize(9L << 20);
  }

  @Test
  @DisplayName("Of several who write it once, one does")
  void once() throws Exception {
    List<Callable<String>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String own = "secret " + i;
      writers.add(() -> {
        file().writeOnce(own);
        return file().read();
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> read = new ArrayList<>();
      for (Future<String> one : threads.invokeAll(writers)) {
        read.add(one.get());
      }
      assertThat(read).containsOnly(file().read());
    }
    assertThat(names()).containsExactly("key");
  }

  @Test
  @DisplayName("What a killed writer left is deleted by the next; what one is writing stays")
  void abandoned() throws Exception {
    file().write("old");
    Path killed = Files.writeString(file().path().resolveSibling("key.1.new"), "half a secr");
    Files.setLastModifiedTime(killed, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    Files.writeString(file().path().resolveSibling("key.2.new"), "in the writ");
    file().write("new");
    assertThat(names()).containsExactly("key", "key.2.new");
  }
}
