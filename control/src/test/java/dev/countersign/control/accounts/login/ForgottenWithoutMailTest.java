package dev.countersign.control.accounts.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Without a mail server: the mail is kept where others of the company see it. */
class ForgottenWithoutMailTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private final ApiClient company = CONTROL.company();
  private final String email = "o'neill`id`-" + UUID.randomUUID() + "@example.com";

  private List<String> mails() {
    return CONTROL.column(
        "SELECT id FROM mail.mails WHERE company_id = '%s'".formatted(CONTROL.companyOf(company)));
  }

  @Test
  @DisplayName(
      "A1 nobody takes over an account by the kept mail: its link is shown to nobody, nor kept")
  void kept() {
    CONTROL.addMember(company, email, "tulip harbour ninety crates");
    PageClient stranger = new PageClient(CONTROL.port());
    stranger.post("/forgotten", "/forgotten", "email", email);
    assertThat(stranger.get("/forgotten/sent").body())
        .contains("no mail server", "./countersign password-link");
    await().atMost(Duration.ofSeconds(30)).until(() -> !mails().isEmpty());
    assertThat(
            CONTROL.column(
                "SELECT action FROM audit.events WHERE company_id = '%s' AND action LIKE '%%link%%'"
                    .formatted(CONTROL.companyOf(company))))
        .as("nothing was sent")
        .containsExactly("member.password-link-asked-for");
    String mail = "/mails/" + mails().getFirst();
    PageClient administrator =
        CONTROL.member(
            company,
            Arrays.stream(Permission.values()).map(Permission::toString).toArray(String[]::new));
    assertThat(administrator.get(mail).body())
        .contains("Set a new password", "a link for the recipient alone")
        .contains("./countersign password-link 'o'\\''neill`id`-")
        .doesNotContain("/password?link=");
    assertThat(administrator.get("/mails").body()).doesNotContain("/password?link=");
    assertThat(administrator.post(mail, mail + "/send").statusCode()).isEqualTo(412);
    assertThat(
            CONTROL.column(
                "SELECT m::text || coalesce(length(sealed_link), 0) FROM mail.mails m"
                    + " WHERE company_id = '%s'".formatted(CONTROL.companyOf(company))))
        .singleElement()
        .asString()
        .doesNotContain("?link=")
        .endsWith(")0");
  }
}
