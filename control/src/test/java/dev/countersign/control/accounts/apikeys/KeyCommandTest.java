package dev.countersign.control.accounts.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.HtmlUtils;

/** What a new key's page says, run in a shell as it stands there. */
class KeyCommandTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  @TempDir Path folder;

  /** The page of a new key with this scope, which somebody of the first company makes. */
  private static String page(Scope scope) {
    String[] permissions =
        scope.permissions().stream().map(Object::toString).toArray(String[]::new);
    return CONTROL.member(CONTROL.first(), permissions).newApiKey(scope.toString()).body();
  }

  private static String command(String page) {
    String shown = page.substring(page.indexOf("aria-label=\"the command\">"));
    return HtmlUtils.htmlUnescape(shown.substring(shown.indexOf('>') + 1, shown.indexOf("</pre>")));
  }

  /** The status of the answer. */
  private static String run(String command, Path folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "bash", "-c", command + " --silent --output /dev/null --write-out '%{http_code}'")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  @Test
  @DisplayName("A1 the command beside a new key works as it stands, whatever the key may read")
  void works() throws Exception {
    List<Scope> reading =
        Stream.of(Scope.values()).filter(scope -> !scope.toString().endsWith(":write")).toList();
    for (Scope scope : reading) {
      assertThat(run(command(page(scope)), folder)).as(scope.toString()).isEqualTo("200");
    }
  }

  @Test
  @DisplayName("A1 beside a key that reads nothing stands no command that would be refused")
  void readsNothing() {
    assertThat(page(Scope.APIS_WRITE))
        .contains("Your new API key", "<code>Authorization: Bearer</code>")
        .doesNotContain("curl ");
  }

  @Test
  @DisplayName("A1 the command trusts the control plane's own certificate where it shows that")
  void ownCertificate() throws Exception {
    TestDatabase database = TestPostgres.shared().database();
    ControlOptions options =
        new ControlOptions(
            database.jdbcUrl(),
            database.user(),
            database.password(),
            "0.0.0.0",
            0,
            0,
            folder,
            Optional.of(RunningControl.FIRST_KEY),
            Optional.empty());
    try (RunningControl control = RunningControl.start(database, options)) {
      KeyCommand commands = control.context().getBean(KeyCommand.class);
      String command = Objects.requireNonNull(commands.of(made())).text();
      assertThat(run(command, folder.resolve("secrets"))).as(command).isEqualTo("200");
    }
  }

  private static ApiKeyView made() {
    return new ApiKeyView(
        "id",
        "CLI",
        ApiKeyKind.SERVICE,
        null,
        null,
        "Ada",
        List.of(Scope.APIS_READ),
        "active",
        null,
        null,
        Instant.now(),
        RunningControl.FIRST_KEY);
  }
}
