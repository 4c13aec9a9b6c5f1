package dev.countersign.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.ControlPlane;
import dev.countersign.postgres.PrivatePostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside an installation that runs. */
class AuditVerifyTest {

  private static final String KEY = "first-key-of-the-tests-0123456789-abcdef";

  @TempDir Path data;
  private final StringWriter said = new StringWriter();

  @Test
  @DisplayName(
      "A2 audit verify looks at the running installation, and fails once something is missing")
  void verify() throws Exception {
    try (PrivatePostgres postgres = PrivatePostgres.start(data.resolve("postgres"))) {
      try (ControlPlane plane = ControlPlane.start(options(postgres))) {
        create(plane.controlPort());
        create(plane.controlPort());
        assertThat(run()).as(said.toString()).isZero();
      }
      String company = said.toString().split(" ")[0];
      String end = said.toString().replaceAll("(?s).*the end is ([0-9]+:[0-9a-f]{64}).*", "$1");
      assertThat(run("--company", company, "--expect", end)).isZero();
      assertThat(run("--company", company, "--expect", "1" + end)).isEqualTo(1);
      assertThat(said.toString()).contains("not part of the trail any more");
      assertThat(run("--expect", end)).isEqualTo(1);
      assertThat(said.toString()).contains("--expect needs --company");
      cut(postgres);
      assertThat(run()).isEqualTo(1);
      assertThat(said.toString())
          .contains(company, "BROKEN after event", "what came after is missing");
    }
  }

  private ControlOptions options(PrivatePostgres postgres) {
    return new ControlOptions(
        postgres.jdbcUrl(),
        postgres.user(),
        postgres.password(),
        "127.0.0.1",
        0,
        0,
        data,
        Optional.of(KEY),
        Optional.empty());
  }

  private static void create(int port) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/credentials"))
            .header("Authorization", "Bearer " + KEY)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"name\": \"App\"}"))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(201);
  }

  private static void cut(PrivatePostgres postgres) throws Exception {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = connection.createStatement()) {
      statement.execute("ALTER TABLE audit.events DISABLE TRIGGER ALL");
      statement.execute(
          "DELETE FROM audit.events WHERE sequence = (SELECT max(sequence) FROM audit.events)");
    }
  }

  private int run(String... more) {
    List<String> arguments =
        Stream.concat(Stream.of("audit", "verify", "--data", data.toString()), Arrays.stream(more))
            .toList();
    PrintWriter out = new PrintWriter(said, true);
    return Countersign.run(arguments.toArray(String[]::new), Map.of(), out, out);
  }
}
