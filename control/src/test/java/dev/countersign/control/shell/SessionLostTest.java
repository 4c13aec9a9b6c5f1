package dev.countersign.control.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionLostTest {

  private final RunningControl control = RunningControl.shared();
  private final String email = UUID.randomUUID() + "@example.com";
  private final PageClient person = signedIn();

  private PageClient signedIn() {
    control.addMember(
        control.company(), email, "correct horse battery", "apis:view", "apis:create");
    return new PageClient(control.port()).signIn(email, "correct horse battery");
  }

  @Test
  @DisplayName("A1: a form sent when the session is over leads through the login back to its page")
  void backToThePage() {
    String token = person.token("/overview");
    person.loseSession();
    HttpResponse<String> refused =
        person.postFrom("/overview?tab=1", token, "/theme", "theme", "dark");
    assertThat(refused.statusCode()).isEqualTo(302);
    assertThat(refused.headers().firstValue("Location").orElse("")).endsWith("/login");
    HttpResponse<String> login =
        person.post("/login", "/login", "email", email, "password", "correct horse battery");
    assertThat(login.headers().firstValue("Location").orElse("")).endsWith("/overview?tab=1");
    assertThat(person.get("/overview?tab=1").body())
        .contains("Your session was over")
        .contains("data-theme=\"auto\"");
    assertThat(person.get("/overview").body()).doesNotContain("Your session was over");
  }

  @Test
  @DisplayName("A1: what was typed into it is back after the login, but no password and no key")
  void typedIsBack() {
    String token = person.token("/apis/new");
    person.loseSession();
    person.postFrom(
        "/apis/new",
        token,
        "/apis/new",
        "name",
        "Orders of mine",
        "hosts",
        "-----BEGIN PRIVATE KEY-----",
        "newPassword",
        "hush-hush");
    assertThat(keptInSessions("Orders of mine")).isPositive();
    assertThat(keptInSessions("hush-hush") + keptInSessions("PRIVATE KEY")).isZero();
    person.post("/login", "/login", "email", email, "password", "correct horse battery");
    assertThat(person.get("/apis/new").body())
        .contains("What you typed is back")
        .contains("Orders of mine")
        .doesNotContain("hush-hush")
        .doesNotContain("PRIVATE KEY");
    assertThat(keptInSessions("Orders of mine")).isZero();
  }

  private int keptInSessions(String text) {
    return Integer.parseInt(
        control
            .column(
                "SELECT count(*) FROM accounts.sessions_attributes"
                    + " WHERE position('%s'::bytea IN attribute_bytes) > 0".formatted(text))
            .getFirst());
  }

  @Test
  @DisplayName("A1: a form that another site sends is not kept, and leads nowhere")
  void notFromElsewhere() {
    person.loseSession();
    HttpResponse<String> refused = person.postWithToken("", "/theme", "theme", "dark");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("does not come from this site");
  }
}
