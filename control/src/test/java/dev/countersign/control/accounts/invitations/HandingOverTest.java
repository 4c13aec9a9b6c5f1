package dev.countersign.control.accounts.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Without a mail server: whoever invites is led to the link that they hand over. */
class HandingOverTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final String LINK =
      "data-copy=\"http://localhost:%d/join".formatted(CONTROL.port());

  private final ApiClient company = CONTROL.company();
  private final PageClient inviter = CONTROL.member(company, "members:create", "apis:view");
  private final String email = UUID.randomUUID() + "@example.com";

  private HttpResponse<String> invite(String address) {
    String role =
        company
            .post("/roles", "{\"name\": \"Reader\", \"permissions\": [\"apis:view\"]}")
            .expect(201)
            .text("id");
    return inviter.post("/invitations/new", "/invitations/new", "email", address, "roles", role);
  }

  @Test
  @DisplayName("A1 an address may be as long as one can be: its link is found, and found again")
  void longest() {
    String longest = "a".repeat(254 - email.length()) + email;
    assertThat(inviter.get(path(invite(longest))).body()).contains(LINK);
    String resend = "/invitations/" + company.get("/invitations").ids().getFirst() + "/resend";
    assertThat(inviter.get(path(inviter.post("/mails", resend))).body()).contains(LINK);
  }

  @Test
  @DisplayName("A1 the link is found among any number of other mails to that address")
  void among() {
    CONTROL.update(
        """
        INSERT INTO mail.mails (company_id, id, recipient, subject, text, state, created_at)
        SELECT ?, 'to-' || ? || n, ?, 'Hello', 'Do it.', 'kept', now() + interval '1 day'
        FROM generate_series(1, 60) AS n
        """,
        CONTROL.companyOf(company),
        email,
        email);
    assertThat(inviter.get(path(invite(email))).body())
        .contains(LINK, "No mail server is set, so nothing was sent to " + email);
  }

  @Test
  @DisplayName("A1 whoever founds a company is led to the link of its first administrator")
  void founded() {
    PageClient founder =
        CONTROL.member(CONTROL.first(), "companies:view", "companies:create", "members:create");
    String mail = path(found(founder));
    assertThat(founder.get(mail).body())
        .contains("Company %s is made. No mail server is set".formatted(email), LINK);
    String other = "b-" + email;
    String again =
        "/companies/%s/administrator"
            .formatted(CONTROL.first().get("/companies?q=" + email).ids().getFirst());
    String otherMail = path(founder.post(again, again, "administrator", other));
    assertThat(otherMail).isNotEqualTo(mail);
    assertThat(founder.get(otherMail).body()).contains("nothing was sent to " + other, LINK);
  }

  @Test
  @DisplayName("A1 a founder who may not open mails is told where the link is")
  void foundedWithoutMails() {
    PageClient founder = CONTROL.member(CONTROL.first(), "companies:view", "companies:create");
    String list = path(found(founder));
    assertThat(list).isEqualTo("/companies");
    assertThat(founder.get(list).body()).contains("The link is under Mails");
  }

  private HttpResponse<String> found(PageClient founder) {
    return founder.post("/companies/new", "/companies/new", "name", email, "administrator", email);
  }

  private static String path(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
  }
}
