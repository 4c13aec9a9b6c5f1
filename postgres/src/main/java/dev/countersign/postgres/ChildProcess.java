package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts PostgreSQL's programs in a clean environment. */
final class ChildProcess {

  private ChildProcess() {}

  /** A child that inherits neither PG... variables nor anybody's language. */
  static ProcessBuilder builder(List<String> command, Path directory) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
    return builder.redirectErrorStream(true);
  }

  /** Runs a program to its end, and shows what it said when it failed. */
  static void run(List<String> command, Path directory)
      throws PostgresException, IOException, InterruptedException {
    Process process = builder(command, directory).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new PostgresException(
          "PostgreSQL could not be set up in %s: %s ended with status %d and said:%n%s"
              .formatted(directory, command, status, said.strip()));
    }
  }
}
