package dev.countersign.control.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.mail.Mailbox;
import dev.countersign.control.mail.SecretLink;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Without a mail server: mails are kept and shown. */
class MailPagesTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final String URL = "https://example.com/links/the-secret";
  private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

  private final ApiClient caller = CONTROL.company();
  private final String company = CONTROL.companyOf(caller);

  /** The id of an invitation to a role of these permissions. */
  private String invitation(String permission) {
    String role =
        caller
            .post("/roles", "{\"name\": \"Role\", \"permissions\": [\"%s\"]}".formatted(permission))
            .expect(201)
            .text("id");
    return caller
        .post(
            "/invitations",
            "{\"email\": \"grace@example.com\", \"roles\": [\"%s\"]}".formatted(role))
        .expect(201)
        .text("id");
  }

  private String send(String subject, SecretLink link) {
    Mailbox mailbox = CONTROL.context().getBean(Mailbox.class);
    CONTROL
        .context()
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(status ->
            mailbox.send(company, "ada@example.com", subject, "Open " + URL + " now.", link));
    return CONTROL
        .column(
            "SELECT id FROM mail.mails WHERE company_id = '%s' AND recipient LIKE 'ada@%%'"
                .formatted(company))
        .getFirst();
  }

  @Test
  @DisplayName("Without a mail server mails are kept, and shown to those who may invite")
  void kept() {
    String id =
        send(
            "<script>alert(1)</script>",
            SecretLink.ofInvitation(invitation("apis:edit"), URL, tomorrow));
    PageClient inviter = CONTROL.member(caller, "members:create", "apis:edit");
    assertThat(inviter.get("/mails").body())
        .contains("&lt;script&gt;alert(1)", "Kept", "No mail server is set", "ada@example.com")
        .doesNotContain("<script>alert(1)", "the-secret");
    assertThat(inviter.get("/mails/" + id).body())
        .contains("Open " + URL + " now.", "data-copy=\"" + URL + "\"");
    assertThat(inviter.get("/mails?state=sent").body()).contains("Nothing found");
    assertThat(inviter.get("/mails?q=ADA%40").body()).contains("/mails/" + id);
  }

  @Test
  @DisplayName("A link is shown only to those who could have made it")
  void lacking() {
    String id = send("Hello", SecretLink.ofInvitation(invitation("apis:delete"), URL, tomorrow));
    PageClient inviter = CONTROL.member(caller, "members:create", "apis:edit");
    assertThat(inviter.get("/mails/" + id).body())
        .contains("a link for the recipient alone")
        .doesNotContain("the-secret", "The link in it");
  }

  @Test
  @DisplayName("A link to set a password is shown to nobody, and not even kept")
  void password() {
    String id = send("Hello", SecretLink.forTheRecipient(URL, tomorrow));
    PageClient inviter = CONTROL.member(caller, "members:create", "apis:edit");
    assertThat(inviter.get("/mails/" + id).body())
        .contains("a link for the recipient alone")
        .doesNotContain("the-secret");
    assertThat(
            CONTROL
                .column("SELECT m::text FROM mail.mails m WHERE id = '%s'".formatted(id))
                .getFirst())
        .doesNotContain("the-secret");
  }

  @Test
  @DisplayName("A link that is over is not shown any more")
  void over() {
    String id =
        send(
            "Hello",
            SecretLink.ofInvitation(
                invitation("members:create"), URL, Instant.now().minus(Duration.ofSeconds(1))));
    assertThat(CONTROL.member(caller, "members:create").get("/mails/" + id).body())
        .doesNotContain("the-secret");
  }

  @Test
  @DisplayName("S7 another company's mails are not there, and others see none")
  void anothers() {
    String id = send("Hello", SecretLink.ofInvitation(invitation("members:create"), URL, tomorrow));
    PageClient other = CONTROL.member(CONTROL.company(), "members:create");
    assertThat(other.get("/mails/" + id).statusCode()).isEqualTo(404);
    assertThat(other.get("/mails").body()).contains("No mails yet");
    assertThat(other.post("/mails", "/mails/" + id + "/send").statusCode()).isEqualTo(404);
    assertThat(CONTROL.member(caller, "members:view").get("/mails").statusCode()).isEqualTo(403);
    assertThat(
            CONTROL
                .member(caller, "members:create")
                .post("/mails/" + id, "/mails/" + id + "/send")
                .statusCode())
        .isEqualTo(412);
  }
}
