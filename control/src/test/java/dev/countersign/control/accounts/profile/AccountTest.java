package dev.countersign.control.accounts.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.postgres.TestPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final String PASSWORD = "tulip harbour ninety crates";
  private static final String OTHER = "barley window thirteen kites";

  private final ApiClient company = CONTROL.company();
  private final String email = UUID.randomUUID() + "@example.com";

  @BeforeEach
  void person() {
    CONTROL.addMember(company, email, PASSWORD);
  }

  private PageClient signedIn() {
    return new PageClient(CONTROL.port()).signIn(email, PASSWORD);
  }

  /** The events of this member, each under their name of then. */
  private String aboutThem() {
    return "thing_id || thing_name IN (SELECT id || name FROM accounts.people WHERE email = '%s')"
        .formatted(email);
  }

  private static boolean isIn(PageClient client) {
    return client.get("/overview").statusCode() == 200;
  }

  private static HttpResponse<String> change(
      PageClient client, String now, String password, String repeat) {
    return client.post(
        "/account/password",
        "/account/password",
        "passwordNow",
        now,
        "password",
        password,
        "passwordRepeat",
        repeat);
  }

  @Test
  @DisplayName("A1 a changed password ends the other sessions, and this one goes on")
  void password() {
    PageClient here = signedIn();
    PageClient elsewhere = signedIn();
    assertThat(change(here, PASSWORD, OTHER, OTHER).headers().firstValue("Location"))
        .hasValue("/account");
    assertThat(isIn(here)).isTrue();
    assertThat(isIn(elsewhere)).isFalse();
    assertThat(isIn(signedIn())).as("the old password").isFalse();
    assertThat(isIn(new PageClient(CONTROL.port()).signIn(email, OTHER))).isTrue();
    assertThat(
            CONTROL.column(
                "SELECT action || coalesce(before::text, '') || coalesce(after::text, '')"
                    + " FROM audit.events WHERE "
                    + aboutThem()))
        .contains("member.password-changed")
        .noneMatch(event -> event.contains(OTHER));
  }

  @Test
  @DisplayName("A1 a password is changed only with the one before, and only to a good one")
  void refused() {
    PageClient here = signedIn();
    assertThat(change(here, OTHER, OTHER, OTHER).body()).contains("This is not your password.");
    assertThat(change(here, PASSWORD, "short", "short").body()).contains("needs 12 characters");
    assertThat(change(here, PASSWORD, email, email).body()).contains("easy to guess");
    HttpResponse<String> different = change(here, PASSWORD, OTHER, PASSWORD);
    assertThat(different.statusCode()).isEqualTo(422);
    assertThat(different.body()).contains("not the same").doesNotContain(OTHER);
    assertThat(isIn(signedIn())).isTrue();
  }

  @Test
  @DisplayName("A1 sessions are listed and ended one by one")
  void one() {
    PageClient here = signedIn();
    PageClient elsewhere = signedIn();
    String page = here.get("/account").body();
    assertThat(page).contains("This one", "from 127.0.0.1", "Java-http-client");
    Matcher reference = Pattern.compile("/account/sessions/([0-9a-f]{24})/end").matcher(page);
    assertThat(reference.find()).isTrue();
    here.post("/account", reference.group());
    assertThat(isIn(elsewhere)).isFalse();
    assertThat(isIn(here)).isTrue();
    assertThat(here.post("/account", reference.group()).statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("S7 another person's session is not there")
  void anothers() {
    String page = signedIn().get("/account").body();
    PageClient stranger = CONTROL.member(CONTROL.company());
    signedIn();
    Matcher reference =
        Pattern.compile("/account/sessions/([0-9a-f]{24})/end")
            .matcher(signedIn().get("/account").body());
    assertThat(reference.find()).as(page).isTrue();
    assertThat(stranger.post("/account", reference.group()).statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("A1 signing out everywhere ends every session")
  void everywhere() {
    PageClient here = signedIn();
    PageClient elsewhere = signedIn();
    here.post("/account", "/account/sessions/end");
    assertThat(isIn(here)).isFalse();
    assertThat(isIn(elsewhere)).isFalse();
    assertThat(isIn(signedIn())).isTrue();
  }

  @Test
  @DisplayName("A1 a session is over a while after it began, however much it is used")
  void absolute(@TempDir Path directory) {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    try (RunningControl control =
        RunningControl.start(TestPostgres.shared().database(), directory, now::get)) {
      ApiClient other = control.company();
      PageClient here = control.member(other);
      control.update(
          "UPDATE accounts.companies SET session_hours = 2 WHERE id = ?", control.companyOf(other));
      now.updateAndGet(time -> time.plus(Duration.ofMinutes(119)));
      assertThat(isIn(here)).isTrue();
      now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
      assertThat(isIn(here)).isFalse();
    }
  }

  @Test
  @DisplayName("A1 a session that nobody uses is over after the company's time")
  void idle() {
    String id = CONTROL.companyOf(company);
    CONTROL.update("UPDATE accounts.companies SET session_idle_minutes = 5 WHERE id = ?", id);
    PageClient later = signedIn();
    assertThat(
            CONTROL.column(
                "SELECT max_inactive_interval FROM accounts.sessions WHERE principal_name ="
                    + " (SELECT id FROM accounts.people WHERE email = '%s')".formatted(email)))
        .contains("300");
    CONTROL.update(
        "UPDATE accounts.sessions SET last_access_time = 0, expiry_time = 0 WHERE principal_name ="
            + " (SELECT id FROM accounts.people WHERE email = ?)",
        email);
    assertThat(isIn(later)).isFalse();
  }

  @Test
  @DisplayName("A1 a name is changed, and shown as text whatever it is")
  void name() {
    PageClient here = signedIn();
    here.post("/account", "/account", "name", "<script>alert(1)</script>");
    assertThat(here.get("/account").body())
        .contains("&lt;script>alert(1)&lt;/script>")
        .doesNotContain("<script>alert(1)");
    assertThat(CONTROL.column("SELECT action FROM audit.events WHERE " + aboutThem()))
        .as("under the name that the person has since")
        .containsExactly("member.changed");
    HttpResponse<String> blank = here.post("/account", "/account", "name", " ");
    assertThat(blank.statusCode()).isEqualTo(422);
  }

  @Test
  @DisplayName("A1 a member of several companies goes from one to the other, and to no third")
  void companies() {
    ApiClient second = CONTROL.company();
    String secondId = CONTROL.companyOf(second);
    CONTROL.update("UPDATE accounts.companies SET name = 'Second' WHERE id = ?", secondId);
    CONTROL.update(
        "INSERT INTO accounts.members"
            + " SELECT ?, id, now() + interval '1 day' FROM accounts.people WHERE email = ?",
        secondId,
        email);
    PageClient here = signedIn();
    assertThat(here.get("/account").body()).contains("Second");
    here.post("/account", "/account/company", "company", secondId);
    assertThat(here.get("/overview").body()).contains("Second").doesNotContain("A company");
    String third = CONTROL.companyOf(CONTROL.company());
    assertThat(here.post("/account", "/account/company", "company", third).statusCode())
        .isEqualTo(404);
  }
}
