package dev.countersign.control.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoginTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  @Test
  @DisplayName("A1 a person signs in with a password, and sees their company")
  void signsIn() {
    PageClient person = CONTROL.member(CONTROL.company(), "apis:view");
    assertThat(person.get("/overview").body())
        .contains("A company", "Signed in as Ada", "href=\"/apis\"")
        .doesNotContain("href=\"/certificates\"");
  }

  @Test
  @DisplayName("A1 who has not signed in is sent to the login page")
  void stranger() {
    var answer = new PageClient(CONTROL.port()).get("/overview");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location"))
        .hasValueSatisfying(location -> assertThat(location).endsWith("/login"));
  }

  @Test
  @DisplayName("A form without a CSRF token is refused")
  void csrf() {
    var answer =
        new PageClient(CONTROL.port())
            .postWithToken("", "/login", "email", "a@example.com", "password", "x");
    assertThat(answer.statusCode()).isEqualTo(403);
  }
}
