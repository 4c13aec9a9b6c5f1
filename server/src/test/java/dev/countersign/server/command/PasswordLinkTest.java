package dev.countersign.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.ControlPlane;
import dev.countersign.postgres.PrivatePostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside an installation that runs. */
@DisplayName("password-link")
class PasswordLinkTest {

  private static final String PASSWORD = "tulip harbour ninety crates";
  private static final String OTHER = "barley window thirteen kites";
  private static final Pattern LINK = Pattern.compile("(?m)^ {4}(https?://\\S+)$");
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  @TempDir Path data;
  private final StringWriter said = new StringWriter();

  @Test
  @DisplayName(
      "A5 lets the first administrator in, and one who forgot their password; each link once")
  void link() throws Exception {
    try (PrivatePostgres postgres = PrivatePostgres.start(data.resolve("postgres"));
        ControlPlane plane = ControlPlane.start(options(postgres))) {
      int port = plane.controlPort();
      String local = "--control-port=" + port;
      URI first = run(local);
      assertThat(first).hasToString("http://localhost:" + port + "/first?" + first.getRawQuery());
      Browser ada = new Browser();
      assertThat(
              ada.post(
                      first,
                      "/first",
                      "name=Ada",
                      "email=ada@example.com",
                      "password=" + PASSWORD,
                      "passwordRepeat=" + PASSWORD)
                  .statusCode())
          .isEqualTo(302);
      assertThat(refused(local)).contains("There are people already. Say whose:");
      assertThat(refused(local, "eve@example.com"))
          .contains("There is nobody with the address eve@example.com.");

      URI older = run(local, "ada@example.com");
      URI again = run(local, "Ada@Example.com");
      assertThat(new Browser().get(older).statusCode()).as("an older one").isEqualTo(410);
      Browser later = new Browser();
      assertThat(
              later
                  .post(again, "/password", "password=" + OTHER, "passwordRepeat=" + OTHER)
                  .statusCode())
          .isEqualTo(302);
      assertThat(later.get(again.resolve("/overview")).statusCode()).isEqualTo(200);
      assertThat(ada.get(again.resolve("/overview")).statusCode()).as("before").isEqualTo(302);
      assertThat(later.get(again).statusCode()).as("used").isEqualTo(410);

      assertThat(run(local, "--public-url=https://countersign.example.com", "ada@example.com"))
          .asString()
          .startsWith("https://countersign.example.com/password?link=");
    }
  }

  @Test
  @DisplayName(
      "A5 asks nothing that the running control plane knows, keeps the first link, and is in the trail")
  void beside() throws Exception {
    try (PrivatePostgres postgres = PrivatePostgres.start(data.resolve("postgres"));
        ControlPlane plane = ControlPlane.start(options(postgres))) {
      String address = "http://localhost:" + plane.controlPort();
      URI first = run();
      assertThat(first).asString().startsWith(address + "/first?link=");
      assertThat(data.resolve("secrets/first-link")).hasContent(first + "\n");
      new Browser()
          .post(
              first,
              "/first",
              "name=Ada",
              "email=ada@example.com",
              "password=" + PASSWORD,
              "passwordRepeat=" + PASSWORD);

      assertThat(run("ada@example.com")).asString().startsWith(address + "/password?link=");
      assertThat(run("--control-port=1", "ada@example.com"))
          .asString()
          .startsWith("http://localhost:1/password?link=");
      assertThat(madeLinks(postgres))
          .containsExactly("system operator command line Ada", "system operator command line Ada");
      PrintWriter out = new PrintWriter(said, true);
      String[] verify = {"audit", "verify", "--data", data.toString()};
      assertThat(Countersign.run(verify, Map.of(), out, out)).as(said.toString()).isZero();
    }
  }

  private static List<String> madeLinks(PrivatePostgres postgres) throws Exception {
    List<String> made = new ArrayList<>();
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT concat_ws(' ', actor_kind, actor_id, actor_name, thing_name)"
                    + " FROM audit.events WHERE action = 'member.password-link-created'")) {
      while (rows.next()) {
        made.add(rows.getString(1));
      }
    }
    return made;
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
        Optional.empty(),
        Optional.empty());
  }

  /** The link that it prints. */
  private URI run(String... more) {
    assertThat(status(more)).as(said.toString()).isZero();
    Matcher link = LINK.matcher(said.toString());
    assertThat(link.find()).as(said.toString()).isTrue();
    return URI.create(link.group(1));
  }

  private String refused(String... more) {
    assertThat(status(more)).isEqualTo(1);
    assertThat(said.toString()).doesNotContain("?link=");
    return said.toString();
  }

  private int status(String... more) {
    said.getBuffer().setLength(0);
    List<String> arguments =
        Stream.concat(Stream.of("password-link", "--data", data.toString()), Arrays.stream(more))
            .toList();
    PrintWriter out = new PrintWriter(said, true);
    return Countersign.run(arguments.toArray(String[]::new), Map.of(), out, out);
  }

  /** Keeps cookies, and sends a page's form. */
  private static final class Browser {

    private final HttpClient http =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    HttpResponse<String> get(URI page) throws Exception {
      return http.send(
          HttpRequest.newBuilder(page).header("Accept", "text/html").build(),
          BodyHandlers.ofString());
    }

    HttpResponse<String> post(URI link, String action, String... fields) throws Exception {
      Matcher csrf = CSRF.matcher(get(link).body());
      assertThat(csrf.find()).isTrue();
      StringBuilder form = new StringBuilder(link.getRawQuery());
      form.append("&_csrf=").append(csrf.group(1));
      for (String field : fields) {
        int at = field.indexOf('=');
        form.append('&').append(field, 0, at + 1);
        form.append(URLEncoder.encode(field.substring(at + 1), StandardCharsets.UTF_8));
      }
      return http.send(
          HttpRequest.newBuilder(link.resolve(action))
              .header("Accept", "text/html")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form.toString()))
              .build(),
          BodyHandlers.ofString());
    }
  }
}
