package dev.countersign.server.demo;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import dev.countersign.server.role.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The temporary folder of a demo; it is gone afterwards, with everything in it. */
final class DemoFolder implements AutoCloseable {

  private final Path path;

  private DemoFolder(Path path) {
    this.path = path;
  }

  static DemoFolder make() throws IOException {
    return new DemoFolder(
        Files.createTempDirectory("countersign-demo-", asFileAttribute(fromString("rwx------"))));
  }

  Path path() {
    return path;
  }

  Path clients() throws IOException {
    return Files.createDirectories(path.resolve("clients"));
  }

  /** Writes a file that its owner alone may read. */
  static Path writeSecret(Path file, String content) throws IOException {
    Files.createFile(file, asFileAttribute(fromString("rw-------")));
    return Files.writeString(file, content);
  }

  /** The log of everything that runs here. */
  Path log() {
    return path.resolve("demo.log");
  }

  /** Its last lines, without stack frames. */
  String endOfLog() throws IOException {
    List<String> lines =
        Files.exists(log())
            ? Files.readAllLines(log()).stream().filter(line -> !line.startsWith("\tat ")).toList()
            : List.of();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  @Override
  public void close() throws IOException {
    TemporaryFiles.delete(path);
  }
}
