package dev.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.testkit.certificate.TestCertificate;
import dev.countersign.testkit.http.FaultyUpstream;
import dev.countersign.testkit.port.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The roles as processes of their own. */
@DisplayName("The roles")
class RolesTest {

  private static final Duration START = Duration.ofSeconds(90);
  private static final String RULE = "-".repeat(86);

  @TempDir Path folder;
  private final int control = FreePort.next();
  private final int feed = FreePort.next();
  private final int gateway = FreePort.next();
  private final int operations = FreePort.next();

  @Test
  @DisplayName("G46 work apart: a gateway joins by token, serves on alone, and restarts without it")
  void apart() throws Exception {
    String key = randomKey();
    TestCertificate identity = TestCertificate.selfSigned("client");
    try (FaultyUpstream upstream = FaultyUpstream.start();
        Program plane = startControl(key)) {
      awaitControl(plane, key);
      awaitOutput(plane, "Ctrl-C stops it.");
      assertThat(plane.output())
          .contains("curl -X POST -H \"Authorization: Bearer $COUNTERSIGN_BOOTSTRAP_API_KEY\" http")
          .doesNotContain("key.header", "printf", key);
      String token = new Script(control, key).publish(identity.pem(), upstream.url());
      String enrolment =
          new Script(control, key).create("gateways/enrolments", Map.of()).get("token").asString();
      try (Program first = startGateway(Map.of("COUNTERSIGN_ENROLMENT_TOKEN", enrolment))) {
        Consumer consumer = awaitLetIn(first, identity, token);
        plane.kill();
        assertThat(consumer.call(gateway)).isEqualTo(200);
        assertRefused(
            first,
            folder.resolve("edge"),
            List.of("gateway", "--control=127.0.0.1:" + feed, "--gateway-port=0"));
        assertThat(first.stop()).isZero();
        assertThat(first.output()).doesNotContain(enrolment).doesNotContain(token);
      }
      try (Program second = startGateway(Map.of())) {
        awaitLetIn(second, identity, token);
        second.kill();
      }
      try (Program third = startGateway(Map.of())) {
        awaitLetIn(third, identity, token);
      }
    }
  }

  @Test
  @DisplayName(
      "A5 up makes its own secrets, prints one link to begin with, keeps its folder to itself, and ends in order on SIGTERM")
  void up() throws Exception {
    Path data = folder.resolve("data");
    try (Program up = startUp("up.log")) {
      awaitOutput(up, "Ctrl-C stops it.");
      Path linkFile = data.resolve("secrets/first-link");
      String link = Files.readString(linkFile).strip();
      awaitOutput(up, "Ctrl-C stops it.\n\n" + RULE + "\nNobody can sign in yet.");
      awaitOutput(up, "\n\n    " + link + "\n" + RULE + "\n");
      assertThat(up.output())
          .doesNotContain("curl", "key.header")
          .contains("https://localhost:" + gateway)
          .contains("http://localhost:" + control + "/api/v1")
          .containsOnlyOnce(link);
      assertThat(mode(data)).isEqualTo("rwx------");
      assertThat(mode(linkFile)).isEqualTo("rw-------");
      assertThat(link).startsWith("http://localhost:" + control + "/first?link=");
      assertThat(status(link)).isEqualTo(200);
      assertThat(data.resolve("secrets/first-api-key")).doesNotExist();
      List<ProcessHandle> children = up.children();
      assertThat(children).as("PostgreSQL").isNotEmpty();

      for (List<String> command :
          List.of(
              List.of("up", "--control-port=0", "--feed-port=0", "--gateway-port=0"),
              List.of("control", "--control-port=0", "--feed-port=0"),
              List.of("gateway", "--control=127.0.0.1:" + feed, "--gateway-port=0"))) {
        assertRefused(up, data, command);
      }

      assertThat(up.stop()).isZero();
      assertThat(children).noneMatch(ProcessHandle::isAlive);
      try (Stream<Path> temporary = Files.list(data.resolve("tmp"))) {
        assertThat(temporary).isEmpty();
      }
    }
    try (Program again = startUp("again.log")) {
      awaitOutput(again, "Ctrl-C stops it.");
      assertThat(again.stop()).isZero();
    }
  }

  private static int status(String url) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  @DisplayName("a database that does not answer is named, without its password")
  void noDatabase() throws Exception {
    Program plane =
        Program.start(
            folder.resolve("control.log"),
            Map.of("COUNTERSIGN_DATABASE_PASSWORD", "not-to-be-seen"),
            "control",
            "--data",
            folder.resolve("data").toString(),
            "--control-port=0",
            "--feed-port=0",
            "--database-url",
            "jdbc:postgresql://127.0.0.1:" + FreePort.next() + "/x");
    assertThat(plane.awaitExit()).isEqualTo(1);
    assertThat(plane.output())
        .contains("The control plane could not be started")
        .contains("refused")
        .doesNotContain("not-to-be-seen");
  }

  /** A second process on a folder says who has it, and changes nothing. */
  private void assertRefused(Program running, Path data, List<String> command) throws Exception {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--data", data.toString()));
    if (!command.getFirst().equals("control")) {
      arguments.add("--operations-port=0");
    }
    Program second =
        Program.start(
            Files.createTempFile(folder, "second", ".log"),
            Map.of(),
            arguments.toArray(String[]::new));
    assertThat(second.awaitExit()).as(second.output()).isEqualTo(1);
    assertThat(second.output())
        .contains("The data folder %s is in use by process %d".formatted(data, running.pid()));
    assertThat(running.isAlive()).isTrue();
  }

  private Program startControl(String key) throws IOException {
    return Program.start(
        folder.resolve("control.log"),
        Map.of("COUNTERSIGN_BOOTSTRAP_API_KEY", key),
        "control",
        "--data",
        folder.resolve("control").toString(),
        "--control-port",
        "" + control,
        "--feed-port",
        "" + feed);
  }

  private Program startGateway(Map<String, String> environment) throws IOException {
    return Program.start(
        folder.resolve("gateway.log"),
        environment,
        "gateway",
        "--control",
        "127.0.0.1:" + feed,
        "--data",
        folder.resolve("edge").toString(),
        "--gateway-port",
        "" + gateway,
        "--operations-port",
        "" + operations);
  }

  private Program startUp(String log) throws IOException {
    return Program.start(
        folder.resolve(log),
        Map.of(),
        "up",
        "--data",
        folder.resolve("data").toString(),
        "--control-port",
        "" + control,
        "--feed-port",
        "" + feed,
        "--gateway-port",
        "" + gateway,
        "--operations-port",
        "" + operations);
  }

  private void awaitControl(Program plane, String key) {
    await()
        .atMost(START)
        .ignoreExceptions()
        .untilAsserted(() -> {
          assertThat(plane.isAlive()).as(plane.output()).isTrue();
          assertThat(new Script(control, key).status("certificates")).isEqualTo(200);
        });
  }

  private Consumer awaitLetIn(Program program, TestCertificate identity, String token)
      throws Exception {
    Path certificate = folder.resolve("edge/gateway/server.pem");
    await()
        .atMost(START)
        .ignoreExceptions()
        .untilAsserted(() -> {
          assertThat(program.isAlive()).as(program.output()).isTrue();
          assertThat(new Consumer(identity, token, certificate).call(gateway)).isEqualTo(200);
        });
    return new Consumer(identity, token, certificate);
  }

  private static void awaitOutput(Program program, String text) {
    await()
        .atMost(START)
        .ignoreExceptions()
        .untilAsserted(() -> {
          assertThat(program.isAlive()).as(program.output()).isTrue();
          assertThat(program.output()).contains(text);
        });
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String randomKey() {
    byte[] key = new byte[32];
    RandomGenerator.of("SecureRandom").nextBytes(key);
    return HexFormat.of().formatHex(key);
  }
}
