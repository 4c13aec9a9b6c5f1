package dev.countersign.control.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoginTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final String PASSWORD = "tulip harbour ninety crates";

  private final ApiClient company = CONTROL.company();
  private final String email = UUID.randomUUID() + "@example.com";

  private PageClient stranger() {
    return new PageClient(CONTROL.port());
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  @Test
  @DisplayName("A1 a person signs in with a password, and sees their company")
  void signsIn() {
    PageClient person = CONTROL.member(company, "apis:view");
    assertThat(person.get("/overview").body())
        .contains("A company", "href=\"/apis\"")
        .doesNotContain("href=\"/certificates\"");
  }

  @Test
  @DisplayName("A1 an address is the same in capitals and with spaces around")
  void address() {
    CONTROL.addMember(company, email, PASSWORD);
    HttpResponse<String> answer =
        signIn(stranger(), "  " + email.toUpperCase(Locale.ROOT) + " ", PASSWORD);
    assertThat(location(answer)).isEqualTo("/overview");
  }

  private static HttpResponse<String> signIn(PageClient client, String email, String password) {
    return client.post("/login", "/login", "email", email, "password", password);
  }

  @Test
  @DisplayName("A1 a wrong password and an unknown address get one answer, and hash alike")
  void oneAnswer() {
    CONTROL.addMember(company, email, PASSWORD);
    HttpResponse<String> wrong = signIn(stranger(), email, "another password of mine");
    HttpResponse<String> unknown = signIn(stranger(), "nobody@example.com", PASSWORD);
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("Wrong e-mail address or password.", email);
    assertThat(unknown.body()).contains("Wrong e-mail address or password.", "nobody@example.com");
    assertThat(wrong.body()).doesNotContain("another password of mine");
  }

  @Test
  @DisplayName("A1 who has no password yet cannot sign in with an empty one, nor with none")
  void noPasswordYet() {
    CONTROL.addMember(company, email, PASSWORD);
    CONTROL.update("UPDATE accounts.people SET password_hash = NULL WHERE email = ?", email);
    assertThat(signIn(stranger(), email, "").statusCode()).isEqualTo(422);
    assertThat(signIn(stranger(), email, "null").statusCode()).isEqualTo(422);
  }

  @Test
  @DisplayName("A1 a member of no company is told so, and stays outside")
  void memberOfNone() {
    CONTROL.addMember(company, email, PASSWORD);
    CONTROL.update(
        "DELETE FROM accounts.members USING accounts.people"
            + " WHERE people.id = person_id AND email = ?",
        email);
    PageClient client = stranger();
    assertThat(signIn(client, email, PASSWORD).body()).contains("member of no company");
    assertThat(location(client.get("/overview"))).endsWith("/login");
  }

  @Test
  @DisplayName(
      "A1 who has not signed in is sent to the login page, and from there where they wanted")
  void goesOn() {
    CONTROL.addMember(company, email, PASSWORD);
    PageClient client = stranger();
    HttpResponse<String> answer = client.get("/overview?from=bookmark");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(location(answer)).endsWith("/login");
    assertThat(location(signIn(client, email, PASSWORD))).isEqualTo("/overview?from=bookmark");
    assertThat(client.get("/login").statusCode()).as("already signed in").isEqualTo(302);
  }

  @Test
  @DisplayName("A1 a login leads nowhere but to this control plane")
  void noOpenRedirect() {
    CONTROL.addMember(company, email, PASSWORD);
    for (String lure :
        new String[] {
          "/login?continue=https://evil.example", "/login?next=//evil.example", "/%5Cevil.example"
        }) {
      PageClient client = stranger();
      client.get(lure);
      HttpResponse<String> answer =
          client.post(
              "/login?continue=https://evil.example",
              "/login?redirect=https://evil.example",
              "email",
              email,
              "password",
              PASSWORD,
              "continue",
              "https://evil.example");
      assertThat(location(answer)).doesNotContain("evil").startsWith("/");
    }
  }

  @Test
  @DisplayName("A1 signing in changes the session's id, and its CSRF token")
  void fixation() {
    CONTROL.addMember(company, email, PASSWORD);
    PageClient client = stranger();
    client.get("/login");
    String before = client.cookie("countersign");
    signIn(client, email, PASSWORD);
    assertThat(before).isNotEmpty();
    assertThat(client.cookie("countersign")).isNotEmpty().isNotEqualTo(before);
    PageClient thief = stranger();
    thief.setCookie("countersign", before);
    assertThat(location(thief.get("/overview"))).endsWith("/login");
  }

  @Test
  @DisplayName("A2 signing out is in the trail, with how the session began")
  void signsOutInTrail() {
    CONTROL.addMember(company, email, PASSWORD);
    PageClient client = new PageClient(CONTROL.port(), "Firefox");
    signIn(client, email, PASSWORD);
    client.post("/overview", "/logout");
    assertThat(
            CONTROL.column(
                "SELECT concat(action, ' ', before ->> 'by', ' ', before ->> 'browser', after)"
                    + " FROM audit.events WHERE company_id = '%s' ORDER BY sequence DESC LIMIT 1"
                        .formatted(CONTROL.companyOf(company))))
        .containsExactly("session.signed-out password Firefox");
  }

  @Test
  @DisplayName("A1 the session's cookie is kept from scripts and from other sites")
  void cookie() {
    assertThat(stranger().get("/login").headers().firstValue("Set-Cookie"))
        .hasValueSatisfying(cookie ->
            assertThat(cookie)
                .contains("countersign=", "HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure"));
  }

  @Test
  @DisplayName("A1 signing out ends the session")
  void signsOut() {
    CONTROL.addMember(company, email, PASSWORD);
    PageClient client = stranger();
    signIn(client, email, PASSWORD);
    String cookie = client.cookie("countersign");
    client.post("/account", "/logout");
    client.setCookie("countersign", cookie);
    assertThat(location(client.get("/overview"))).endsWith("/login");
  }

  @Test
  @DisplayName("A form without a CSRF token is refused")
  void csrf() {
    var answer = stranger().postWithToken("", "/login", "email", email, "password", "x");
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  @DisplayName("A1 a password is stored as an Argon2id hash")
  void hashed() {
    CONTROL.addMember(company, email, PASSWORD);
    assertThat(
            CONTROL.column(
                "SELECT password_hash FROM accounts.people WHERE email = '%s'".formatted(email)))
        .singleElement()
        .asString()
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  @DisplayName("A2 signing in and out is in the audit trail, without the password")
  void audited() {
    CONTROL.addMember(company, email, PASSWORD);
    PageClient client = stranger();
    signIn(client, email, PASSWORD);
    client.post("/account", "/logout");
    assertThat(
            CONTROL.column(
                "SELECT action || ' ' || address || coalesce(after::text, '') FROM audit.events"
                    + " WHERE thing_name = '%s' ORDER BY at".formatted(email)))
        .hasSize(2)
        .allMatch(event -> event.contains("127.0.0.1") && !event.contains(PASSWORD));
  }
}
