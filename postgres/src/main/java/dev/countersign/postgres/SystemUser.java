package dev.countersign.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A user of the operating system. */
record SystemUser(String name, int uid, int gid) {

  private static final Path PASSWD = Path.of("/etc/passwd");

  /** The uid of this process. */
  static int current() throws IOException {
    return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }

  static Optional<SystemUser> named(String name) throws IOException {
    for (String line : Files.readAllLines(PASSWD)) {
      List<String> fields = List.of(line.split(":", -1));
      if (fields.size() >= 4 && fields.getFirst().equals(name)) {
        return Optional.of(
            new SystemUser(name, Integer.parseInt(fields.get(2)), Integer.parseInt(fields.get(3))));
      }
    }
    return Optional.empty();
  }

  static SystemUser ownerOf(Path path) throws IOException {
    return new SystemUser(
        Files.getOwner(path).getName(),
        (int) Files.getAttribute(path, "unix:uid"),
        (int) Files.getAttribute(path, "unix:gid"));
  }
}
