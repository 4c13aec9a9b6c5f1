package dev.countersign.control.accounts.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StrangerSessionTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final String PASSWORD = "tulip harbour ninety crates";

  private final String email = UUID.randomUUID() + "@example.com";
  private final PageClient person = new PageClient(CONTROL.port());

  @BeforeEach
  void member() {
    CONTROL.addMember(CONTROL.company(), email, PASSWORD, "certificates:view");
  }

  /** A column of the session that this browser has now. */
  private String session(String column) {
    String id =
        new String(
            Base64.getDecoder().decode(person.cookie("countersign")), StandardCharsets.UTF_8);
    return CONTROL
        .column(
            """
            SELECT %s FROM accounts.sessions s
            LEFT JOIN accounts.sessions_attributes a ON a.session_primary_id = s.primary_id
            WHERE s.session_id = '%s' GROUP BY s.primary_id
            """
                .formatted(column, id))
        .getFirst();
  }

  private String signIn() {
    HttpResponse<String> answer =
        person.post("/login", "/login", "email", email, "password", PASSWORD);
    return answer.headers().firstValue("Location").orElse("");
  }

  @Test
  @DisplayName("A1 what a stranger asks for is kept as its address alone, and a long one is not")
  void small() {
    person.get("/certificates?q=" + "x".repeat(5000));
    person.get("/login");
    assertThat(Integer.parseInt(session("coalesce(sum(length(attribute_bytes)), 0)")))
        .isLessThan(1000);
    assertThat(signIn()).endsWith("/overview");
    person.loseSession();
    person.get("/certificates?q=a%20b&x=" + "x".repeat(900));
    assertThat(Integer.parseInt(session("sum(length(attribute_bytes))"))).isLessThan(2000);
    assertThat(signIn()).contains("/certificates?q=a%20b&x=xxx");
  }

  @Test
  @DisplayName("A1 a session that nobody signed into ends after 15 minutes, another by the company")
  void idle() {
    person.get("/login");
    assertThat(session("max(max_inactive_interval)")).isEqualTo("900");
    signIn();
    assertThat(session("max(max_inactive_interval)")).isEqualTo("43200");
  }

  @Test
  @DisplayName("A1 a session that a lost form waited in lasts as long as any once it is back")
  void lostForm() {
    signIn();
    String token = person.token("/overview");
    person.loseSession();
    person.postFrom("/overview", token, "/theme", "theme", "dark");
    assertThat(session("max(max_inactive_interval)")).isEqualTo("1800");
    signIn();
    assertThat(person.get("/overview").body()).contains("Your session was over");
    assertThat(session("max(max_inactive_interval)")).isEqualTo("43200");
  }
}
