package dev.countersign.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.e2e.harness.Program;
import dev.countersign.e2e.harness.SampleUpstream;
import dev.countersign.e2e.harness.Shell;
import dev.countersign.testkit.port.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types the README's "Protect an API" as it stands; ports and placeholders alone are filled in. */
@DisplayName("The README")
class ReadmeTest {

  @TempDir Path directory;

  @Test
  @DisplayName(
      "A5 leads from an empty folder to a call that is let in, and one that is refused with a reason")
  void protectAnApi() throws Exception {
    List<String> commands = commandsOf("## Protect an API");
    assertThat(commands.get(1)).contains("./countersign up --data ./data");
    Shell shell = new Shell(directory, Map.of());
    shell.run(commands.getFirst());
    Path keyHeader = directory.resolve("key.header");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyHeader)))
        .isEqualTo("rw-------");
    String key = Files.readString(keyHeader).strip().replaceFirst("^.* ", "");
    Path data = directory.resolve("data");
    int controlPort = FreePort.next();
    int gatewayPort = FreePort.next();

    try (SampleUpstream upstream = new SampleUpstream();
        Program up =
            Program.start(
                directory.resolve("up.log"),
                Map.of("COUNTERSIGN_BOOTSTRAP_API_KEY", key),
                List.of(
                    "up",
                    "--data",
                    data.toString(),
                    "--control-port",
                    Integer.toString(controlPort),
                    "--gateway-port",
                    Integer.toString(gatewayPort),
                    "--feed-port",
                    Integer.toString(FreePort.next()),
                    "--operations-port",
                    Integer.toString(FreePort.next())))) {
      await("the first start")
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () -> assertThat(up.output()).contains("https://localhost:" + gatewayPort));
      assertThat(up.output()).doesNotContain(key);

      String identifiers = "";
      String api = "";
      String token = "";
      String last = "";
      for (String command : commands.subList(2, commands.size())) {
        String typed =
            command
                .replace("localhost:8080", "localhost:" + controlPort)
                .replace("localhost:8443", "localhost:" + gatewayPort)
                .replace("http://localhost:9000", upstream.uri().toString())
                .replace("<id of the API>", api)
                .replace("<token>", token);
        Shell.Outcome outcome = shell.run(identifiers + typed);
        last = outcome.output();
        assertThat(outcome.exitStatus()).as("%s%n%s", typed, last).isZero();
        if (typed.startsWith("ID=")) {
          identifiers = typed.lines().findFirst().orElseThrow() + "\n";
        }
        if (typed.contains("/api/v1/apis")) {
          api = field(last, "id");
        }
        if (typed.contains("/api/v1/credentials")) {
          token = field(last, "token");
        }
      }
      assertThat(last).isEqualTo("hello\n");

      Shell.Outcome without =
          shell.run(
              "curl -s --cacert data/gateway/server.pem -H 'Authorization: Bearer "
                  + token
                  + "' https://localhost:"
                  + gatewayPort
                  + "/orders");
      assertThat(without.output())
          .contains("\"status\":403", "\"code\":\"certificate_required\"")
          .contains("\"error\":\"Client TLS certificate is required\"");

      assertThat(up.stop()).isZero();
      assertThat(up.output()).doesNotContain(token);
    }
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
    assertThat(matcher.find()).as("%s in %s", name, json).isTrue();
    return matcher.group(1);
  }

  private static List<String> commandsOf(String heading) throws IOException {
    String readme = Files.readString(Program.root().resolve("README.md"));
    String section = readme.substring(readme.indexOf(heading));
    section = section.substring(0, section.indexOf("\n## ", 1));
    List<String> commands = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    for (String line : section.lines().toList()) {
      if (line.startsWith("    ")) {
        block.append(line.substring(4)).append('\n');
      } else if (!block.isEmpty()) {
        commands.add(block.toString());
        block.setLength(0);
      }
    }
    // The section ends with an answer, which is no command.
    return commands.stream().filter(c -> !c.startsWith("{")).toList();
  }
}
