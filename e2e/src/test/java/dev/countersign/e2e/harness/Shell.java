package dev.countersign.e2e.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands as a user would type them, and keeps what they print. */
public final class Shell {

  /** What a command printed, and how it ended. */
  public record Outcome(int exitStatus, String output) {}

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Path directory;
  private final Map<String, String> environment;

  /** A shell in this directory with these variables added to the environment. */
  public Shell(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = Map.copyOf(environment);
  }

  /** Runs a script by {@code bash -eu}; standard error goes to the output. */
  public Outcome run(String script) throws IOException, InterruptedException {
    return run(List.of("bash", "-eu", "-c", script));
  }

  /** Runs a command with its arguments as they are. */
  public Outcome run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("countersign-shell", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(new ArrayList<>(command))
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException(
            "Not done after " + LIMIT + ": " + command + "\n" + Files.readString(output, UTF_8));
      }
      return new Outcome(process.exitValue(), Files.readString(output, UTF_8));
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
