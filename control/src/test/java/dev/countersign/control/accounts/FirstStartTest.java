package dev.countersign.control.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.ControlPlane;
import dev.countersign.control.accounts.login.OperatorLinks;
import dev.countersign.control.testing.AtOnce;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {

  private static final String PASSWORD = "tulip harbour ninety crates";

  @TempDir Path directory;

  private final TestDatabase database = TestPostgres.shared().database();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource clock = now::get;

  private ControlPlane start() {
    return ControlPlane.start(options(Optional.empty()), clock);
  }

  private ControlOptions options(Optional<String> key) {
    return RunningControl.options(database, directory, key);
  }

  private URI operatorLink(String email) {
    return new OperatorLinks(options(Optional.empty()), clock).issue(email);
  }

  private static String path(URI link) {
    return link.getRawPath() + "?" + link.getRawQuery();
  }

  private static HttpResponse<String> enter(PageClient client, URI link, String... more) {
    return client.post(
        path(link),
        "/first",
        "link",
        link.getRawQuery().substring("link=".length()),
        "name",
        "Grace",
        "email",
        more.length > 0 ? more[0] : "grace@example.com",
        "password",
        more.length > 1 ? more[1] : PASSWORD,
        "passwordRepeat",
        more.length > 2 ? more[2] : PASSWORD);
  }

  @Test
  @DisplayName("A5 the first start makes one link, by which the administrator sets a password")
  void link() throws Exception {
    try (ControlPlane control = start()) {
      URI link = control.firstAccess().link().orElseThrow();
      assertThat(link.toString())
          .startsWith("http://localhost:" + control.controlPort() + "/first?link=");
      PageClient client = new PageClient(control.controlPort());
      assertThat(enter(client, link).headers().firstValue("Location")).hasValue("/overview");
      assertThat(client.get("/overview").statusCode()).isEqualTo(200);
      assertThat(client.get("/overview").body()).contains("Grace", "href=\"/certificates\"");
      assertThat(client.get("/audit/export?format=ndjson&action=member.created").body())
          .as("A2")
          .contains("\"kind\":\"person\"", "\"address\":\"127.0.0.1\"")
          .contains("\"name\":\"Grace\"", "\"email\":\"grace@example.com\"")
          .contains("\"roles\":[\"Administrator\"]");
      PageClient later = new PageClient(control.controlPort());
      later.signIn("grace@example.com", PASSWORD);
      assertThat(later.get("/overview").statusCode()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("A5 the link lies in a file that its owner alone can read, until it is used")
  void file() throws Exception {
    Path file = directory.resolve("secrets/first-link");
    try (ControlPlane control = start()) {
      URI link = control.firstAccess().link().orElseThrow();
      assertThat(Files.readString(file).strip()).isEqualTo(link.toString());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      enter(new PageClient(control.controlPort()), link);
      assertThat(control.firstAccess().link()).isEmpty();
    }
    try (ControlPlane control = start()) {
      assertThat(control.firstAccess().link()).isEmpty();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  @DisplayName("A5 the link works once")
  void once() {
    try (ControlPlane control = start()) {
      URI link = control.firstAccess().link().orElseThrow();
      enter(new PageClient(control.controlPort()), link);
      PageClient second = new PageClient(control.controlPort());
      assertThat(second.get(path(link)).statusCode()).isEqualTo(410);
      HttpResponse<String> again =
          second.post(
              "/login",
              "/first",
              "link",
              link.getRawQuery().substring("link=".length()),
              "name",
              "Mallory",
              "email",
              "mallory@example.com",
              "password",
              PASSWORD,
              "passwordRepeat",
              PASSWORD);
      assertThat(again.statusCode()).isEqualTo(410);
    }
  }

  @Test
  @DisplayName("A5 the link works for a day, and a start after that makes another one")
  void day() {
    URI link;
    try (ControlPlane control = start()) {
      link = control.firstAccess().link().orElseThrow();
      now.updateAndGet(time -> time.plus(Duration.ofHours(24)));
      assertThat(control.firstAccess().link()).isEmpty();
      assertThat(new PageClient(control.controlPort()).get(path(link)).statusCode()).isEqualTo(410);
    }
    try (ControlPlane control = start()) {
      assertThat(control.firstAccess().link()).isPresent().get().isNotEqualTo(link);
    }
  }

  @Test
  @DisplayName("A5 a refused password leaves the link as it was, and what was typed but passwords")
  void refusedPassword() {
    try (ControlPlane control = start()) {
      URI link = control.firstAccess().link().orElseThrow();
      PageClient client = new PageClient(control.controlPort());
      for (String weak :
          List.of(
              "short", "passwordpassword", "gracegracegrace", "123456789012", "x".repeat(201))) {
        HttpResponse<String> answer = enter(client, link, "grace@example.com", weak, weak);
        assertThat(answer.statusCode()).as(weak).isEqualTo(422);
        assertThat(answer.body()).contains("grace@example.com").doesNotContain("\"" + weak);
      }
      assertThat(enter(client, link, "no address").body()).contains("This is no e-mail address");
      assertThat(enter(client, link, "g@example.com", PASSWORD, "else").body())
          .contains("The two passwords are not the same.");
      assertThat(enter(client, link, "<script>@x").body()).doesNotContain("<script>@x");
      assertThat(enter(client, link).headers().firstValue("Location")).hasValue("/overview");
    }
  }

  @Test
  @DisplayName("A5 with an API key of the operator's there is no link")
  void withKey() {
    try (ControlPlane control =
        ControlPlane.start(options(Optional.of(RunningControl.FIRST_KEY)), clock)) {
      assertThat(control.firstAccess().link()).isEmpty();
      assertThat(directory.resolve("secrets/first-link")).doesNotExist();
    }
  }

  @Test
  @DisplayName("A5 the sign-in page says what to run while nobody can sign in, and no longer")
  void nobody() {
    String said = "Nobody can sign in yet: run <code>./countersign password-link</code>";
    try (ControlPlane control =
        ControlPlane.start(options(Optional.of(RunningControl.FIRST_KEY)), clock)) {
      assertThat(new PageClient(control.controlPort()).get("/login").body()).contains(said);
      enter(new PageClient(control.controlPort()), operatorLink(null));
      assertThat(new PageClient(control.controlPort()).get("/login").body())
          .contains("Sign in")
          .doesNotContain(said);
    }
  }

  @Test
  @DisplayName(
      "A5 of two control planes that start at once on an empty database one makes the link")
  void atOnce() throws Exception {
    List<ControlPlane> both = AtOnce.two(this::start);
    try (ControlPlane one = both.getFirst();
        ControlPlane other = both.getLast()) {
      assertThat(one.firstAccess().link()).isPresent().isEqualTo(other.firstAccess().link());
    }
  }

  @Test
  @DisplayName("A5 the operator makes a link on the machine for whoever cannot get in")
  void operator() {
    try (ControlPlane control = start()) {
      URI lost = control.firstAccess().link().orElseThrow();
      URI first = operatorLink(null);
      PageClient client = new PageClient(control.controlPort());
      assertThat(client.get(path(lost)).statusCode()).as("an earlier one").isEqualTo(410);
      assertThat(client.get(path(lost)).body()).contains("a newer one took its place");
      enter(client, first);
      assertThatThrownBy(() -> operatorLink(null)).hasMessageContaining("There are people already");
      assertThatThrownBy(() -> operatorLink("x@y.example"))
          .hasMessageContaining("nobody with the address x@y.example");
      URI again = operatorLink("Grace@Example.com");
      PageClient fresh = new PageClient(control.controlPort());
      String other = "barley window thirteen kites";
      HttpResponse<String> answer =
          fresh.post(
              path(again),
              "/password",
              "link",
              again.getRawQuery().substring("link=".length()),
              "password",
              other,
              "passwordRepeat",
              other);
      assertThat(answer.headers().firstValue("Location")).hasValue("/overview");
      assertThat(fresh.get("/overview").statusCode()).isEqualTo(200);
      assertThat(client.get("/overview").statusCode())
          .as("sessions from before are over")
          .isEqualTo(302);
      assertThat(fresh.get(path(again)).statusCode()).isEqualTo(410);
    }
  }

  @Test
  @DisplayName("A5 where the operator's first link cannot be made, the one before goes on working")
  void notMade() throws Exception {
    try (ControlPlane control = start()) {
      URI link = control.firstAccess().link().orElseThrow();
      try (Connection connection =
              DriverManager.getConnection(
                  database.jdbcUrl(), database.user(), database.password());
          Statement statement = connection.createStatement()) {
        statement.execute(
            "ALTER TABLE accounts.one_time_links ADD CONSTRAINT no_more CHECK (false) NOT VALID");
      }
      assertThatThrownBy(() -> operatorLink(null)).hasMessageContaining("no_more");
      assertThat(new PageClient(control.controlPort()).get(path(link)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("A5 a link into a database without Countersign says what to do first")
  void noCountersign() {
    assertThatThrownBy(() -> operatorLink(null)).hasMessageContaining("./countersign up");
  }
}
