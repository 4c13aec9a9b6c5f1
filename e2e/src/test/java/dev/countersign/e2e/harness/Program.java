package dev.countersign.e2e.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running {@code ./countersign}, with what it prints in a file. */
public final class Program implements AutoCloseable {

  private static final Path ROOT = Path.of(System.getProperty("countersign.root"));

  private final Process process;
  private final Path log;

  private Program(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** The root of the source tree, where {@code ./countersign} lies. */
  public static Path root() {
    return ROOT;
  }

  /** Starts {@code ./countersign} with these arguments. */
  public static Program start(Path log, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("countersign").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new Program(builder.start(), log);
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** All that it printed so far. */
  public String output() {
    try {
      return Files.readString(log, UTF_8);
    } catch (IOException e) {
      return "unreadable: " + e.getMessage();
    }
  }

  /** {@code kill -9} of the program itself; what it started is left as it is. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** {@code kill -TERM}, and the exit status once it has ended. */
  public int stop() throws InterruptedException {
    process.destroy();
    return exitStatus();
  }

  /** The exit status once it has ended by itself. */
  public int exitStatus() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new IllegalStateException("Still running after 120 s:\n" + output());
    }
    return process.exitValue();
  }

  /** Ends it, whatever it takes. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IllegalStateException("Did not stop within 60 s of SIGTERM:\n" + output());
    }
  }
}
