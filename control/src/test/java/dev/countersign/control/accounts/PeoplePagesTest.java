package dev.countersign.control.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Members, roles and API keys, as a person without JavaScript meets them. */
class PeoplePagesTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final String PASSWORD = "correct horse battery staple";
  private static final String SCRIPT = "<script>alert(1)</script>";

  private ApiClient company;
  private PageClient administrator;
  private String email;
  private String person;

  @BeforeEach
  void signIn() {
    company = CONTROL.keyOf(CONTROL.company(), RunningControl.EVERY_SCOPE);
    email = UUID.randomUUID() + "@example.com";
    person = CONTROL.addAdministrator(company, email, PASSWORD);
    administrator = new PageClient(CONTROL.port()).signIn(email, PASSWORD);
  }

  @Test
  @DisplayName("A1 a role is made, changed and deleted in the browser; script is shown as text")
  void roles() {
    String page =
        redirect(
            administrator.post(
                "/roles/new", "/roles/new", "name", SCRIPT, "permissions", "apis:view"));
    String shown = administrator.get(page).body();
    assertThat(shown).contains("&lt;script&gt;").doesNotContain(SCRIPT);
    administrator.post(page, page, "version", "1", "name", "Reader", "permissions", "apis:edit");
    HttpResponse<String> stale =
        administrator.post(page, page, "version", "1", "name", "Late", "permissions", "apis:view");
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(stale.body()).contains("Somebody else changed it meanwhile", "value=\"Late\"");
    assertThat(administrator.get("/roles").body()).contains("Reader").doesNotContain("Late");
    assertThat(redirect(administrator.post(page + "/delete", page + "/delete"))).endsWith("/roles");
    assertThat(administrator.get(page).statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("A1 what a role may not hold is told beside the field, and what was typed is kept")
  void badRole() {
    PageClient keeper = CONTROL.member(company, "roles:view", "roles:create");
    HttpResponse<String> refused =
        keeper.post("/roles/new", "/roles/new", "name", "More", "permissions", "apis:view");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("You lack apis:view yourself", "value=\"More\"");
    HttpResponse<String> unknown =
        keeper.post("/roles/new", "/roles/new", "name", "More", "permissions", "apis:own");
    assertThat(unknown.statusCode()).as("as REST answers it").isEqualTo(422);
    assertThat(unknown.body())
        .contains("Choose among the permissions below", "value=\"More\"")
        .contains("href=\"#f-permissions\"", "id=\"f-permissions\"");
    HttpResponse<String> nameless = keeper.post("/roles/new", "/roles/new", "name", "");
    assertThat(nameless.body())
        .contains("name must not be blank", "Choose at least one permission");
  }

  @Test
  @DisplayName("A1 members are shown, get other roles, and are removed after a warning")
  void members() {
    String other = CONTROL.addAdministrator(company, "b-" + email, PASSWORD);
    assertThat(administrator.get("/members?q=b-" + email).body()).contains("b-" + email);
    assertThat(administrator.get("/members?q=nobody").body()).contains("No member fits");
    String page = "/members/" + other;
    String auditor = company.get("/roles?q=Auditor").ids().getFirst();
    redirect(administrator.post(page, page, "version", "1", "roles", auditor));
    assertThat(company.get("/members/" + other).body()).contains("Auditor");
    assertThat(administrator.get(page + "/remove").body()).contains("Remove Ada", "signed out");
    redirect(administrator.post(page + "/remove", page + "/remove"));
    company.get("/members/" + other).expect(404);
    String self = "/members/" + person + "/remove";
    HttpResponse<String> last = administrator.post(self, self);
    assertThat(last.statusCode()).isEqualTo(409);
    assertThat(last.body()).contains("is the last administrator");
  }

  @Test
  @DisplayName(
      "A1 without a mail server whoever invites is told so, and led to the link; roles say what for")
  void invitedWithoutMail() {
    assertThat(administrator.get("/invitations/new").body())
        .contains("Publishes APIs, issues credentials", "deletes nothing", "changes nothing.");
    String auditor = company.get("/roles?q=Auditor").ids().getFirst();
    String mail =
        redirect(
            administrator.post(
                "/invitations/new", "/invitations/new", "email", "i-" + email, "roles", auditor));
    assertThat(administrator.get(mail).body())
        .contains("No mail server is set, so nothing was sent to i-" + email)
        .containsPattern("data-copy=\"http://localhost:%d/join".formatted(CONTROL.port()));
  }

  @Test
  @DisplayName("A1 everybody makes keys of their own; the key is shown once and lies in no session")
  void ownKey() {
    PageClient reader = CONTROL.member(company, "apis:view");
    assertThat(reader.get("/api-keys/new").body()).doesNotContain("A service's");
    String[] form = {"name", "CLI", "kind", "personal", "life", "30", "scopes", "apis:read"};
    HttpResponse<String> made = reader.post("/api-keys/new", "/api-keys/new", form);
    Matcher key = Pattern.compile("csk_[A-Za-z0-9_-]{43}").matcher(made.body());
    assertThat(key.find()).isTrue();
    assertThat(made.body())
        .as("a command that works as it stands")
        .contains("Authorization: Bearer " + key.group(), CONTROL.port() + "/api/v1/apis")
        .doesNotContain("$KEY");
    ApiClient program = new ApiClient(CONTROL.port(), key.group());
    program.get("/apis").expect(200);
    assertThat(reader.get("/api-keys").body()).contains("CLI").doesNotContain(key.group());
    assertThat(reader.get("/api-keys").body()).as("others' keys").doesNotContain(">Key<");
    form[3] = "service";
    assertThat(reader.post("/api-keys/new", "/api-keys/new", form).statusCode()).isEqualTo(403);
    form[3] = "personal";
    form[7] = "certificates:read";
    assertThat(reader.post("/api-keys/new", "/api-keys/new", form).body())
        .contains("You lack certificates:read yourself");
    String id = company.get("/api-keys?q=CLI").ids().getFirst();
    redirect(reader.post("/api-keys/" + id + "/delete", "/api-keys/" + id + "/delete"));
    program.get("/apis").expect(401);
  }

  @Test
  @DisplayName("A1 somebody else's key is not there for who may not see keys")
  void othersKey() {
    PageClient reader = CONTROL.member(company, "apis:view");
    PageClient viewer = CONTROL.member(company, "api-keys:view");
    String id = company.get("/api-keys").ids().getFirst();
    String page = "/api-keys/" + id + "/delete";
    assertThat(reader.get(page).statusCode()).isEqualTo(404);
    assertThat(reader.post("/api-keys", page).statusCode()).isEqualTo(404);
    assertThat(viewer.post("/api-keys", page).statusCode()).isEqualTo(403);
    assertThat(company.get("/api-keys").ids()).contains(id);
  }

  @Test
  @DisplayName("A1 settings of the company are changed in the browser, and bad ones told")
  void settings() {
    String[] form = {
      "version",
      "1",
      "name",
      "Ümlaut & Co",
      "sessionIdleMinutes",
      "30",
      "sessionHours",
      "8",
      "refusalDays",
      "7",
      "useDays",
      "100",
      "noticeAddresses",
      "ops@example.com\r\nb@example.com"
    };
    redirect(administrator.post("/company", "/company", form));
    assertThat(administrator.get("/company").body()).contains("Ümlaut &amp; Co", "ops@example.com");
    form[5] = "soon";
    form[1] = "2";
    HttpResponse<String> refused = administrator.post("/company", "/company", form);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Write a whole number", "value=\"soon\"");
  }

  @Test
  @DisplayName("A1 two people change one role: the second is told, and writes over it by saying so")
  void roleAtOnce() {
    String page =
        redirect(
            administrator.post(
                "/roles/new", "/roles/new", "name", "Desk", "permissions", "apis:view"));
    secondIsTold(page, "name", "Theirs", "Mine", "permissions", "apis:view");
    assertThat(administrator.get(page).body()).contains("value=\"Mine\"");
  }

  @Test
  @DisplayName(
      "A1 two people change one member: the second is told, and writes over it by saying so")
  void memberAtOnce() {
    String other = CONTROL.addAdministrator(company, "b-" + email, PASSWORD);
    String auditor = company.get("/roles?q=Auditor").ids().getFirst();
    String administrators = company.get("/roles?q=Administrator").ids().getFirst();
    secondIsTold("/members/" + other, "roles", administrators, auditor);
    assertThat(company.get("/members/" + other).body()).contains("Auditor");
  }

  @Test
  @DisplayName(
      "A1 two people change the settings: the second is told, and writes over by saying so")
  void settingsAtOnce() {
    String[] rest = {
      "sessionIdleMinutes", "30", "sessionHours", "8", "refusalDays", "7", "useDays", "100"
    };
    secondIsTold("/company", "name", "Theirs", "Mine", rest);
    assertThat(administrator.get("/company").body()).contains("value=\"Mine\"");
  }

  /** Both opened the page before either saved it; what the second page sends again is refused. */
  private void secondIsTold(String page, String field, String theirs, String mine, String... rest) {
    String version = PageClient.value(administrator.get(page).body(), "version");
    redirect(administrator.post(page, page, with(rest, "version", version, field, theirs)));
    HttpResponse<String> told =
        administrator.post(page, page, with(rest, "version", version, field, mine));
    assertThat(told.statusCode()).isEqualTo(412);
    assertThat(told.body())
        .contains("Somebody else changed it meanwhile", "Take theirs, drop mine")
        .containsPattern("value=\"%s\"( checked|[^>]* autocomplete)".formatted(mine));
    String again = PageClient.value(told.body(), "version");
    assertThat(
            administrator.post(page, page, with(rest, "version", again, field, mine)).statusCode())
        .isEqualTo(412);
    assertThat(
            administrator
                .post(page, page, with(rest, "version", "latest", field, mine))
                .statusCode())
        .isEqualTo(412);
    String over = PageClient.value(told.body(), "over");
    redirect(
        administrator.post(page, page, with(rest, "version", again, "over", over, field, mine)));
  }

  private static String[] with(String[] rest, String... fields) {
    return Stream.of(rest, fields).flatMap(Stream::of).toArray(String[]::new);
  }

  private static String redirect(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    String location = answer.headers().firstValue("Location").orElseThrow();
    return URI.create(location).getPath();
  }
}
