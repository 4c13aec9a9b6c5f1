package dev.countersign.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.e2e.harness.Program;
import dev.countersign.e2e.harness.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, as a newcomer sees it first. */
@DisplayName("./countersign demo --once")
class DemoTest {

  @TempDir Path directory;

  @Test
  @DisplayName(
      "G5 G7 shows who was let in, who was not and why, ends with 0 and leaves nothing behind")
  void once() throws Exception {
    Shell shell = new Shell(Program.root(), Map.of("TMPDIR", directory.toString()));

    Shell.Outcome outcome = shell.run("./countersign demo --once");

    assertThat(outcome.exitStatus()).as(outcome.output()).isZero();
    assertThat(outcome.output())
        .contains("certificate_required", "certificate_not_allowed", "certificate_expired")
        .contains("token_invalid");
    try (var left = Files.list(directory)) {
      assertThat(left).as("left in the temporary folder").isEmpty();
    }
    assertThat(ProcessHandle.allProcesses().flatMap(p -> p.info().commandLine().stream()))
        .as("left running")
        .noneMatch(command -> command.contains(directory.toString()));
  }
}
