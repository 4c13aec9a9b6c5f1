package dev.countersign.control.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.accounts.CompanySettings;
import dev.countersign.control.accounts.CompanySettings.NoticeRecipient;
import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CompanyTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final String PASSWORD = "correct horse battery staple";

  private final CompanySettings settings = CONTROL.context().getBean(CompanySettings.class);

  private ApiClient company;
  private String id;
  private String email;

  @BeforeEach
  void begin() {
    company = CONTROL.keyOf(CONTROL.company(), RunningControl.EVERY_SCOPE);
    id = CONTROL.companyOf(company);
    email = UUID.randomUUID() + "@example.com";
  }

  @Test
  @DisplayName("A1 a company that set nothing has sensible settings")
  void defaults() {
    assertThat(settings.retention(id))
        .isEqualTo(new CompanySettings.Retention(Duration.ofDays(30), Duration.ofDays(400)));
    assertThat(company.get("/company").text("sessionIdleMinutes")).isEqualTo("720");
    assertThat(company.get("/company").text("sessionHours")).isEqualTo("168");
    assertThat(settings.noticeRecipients(id)).isEmpty();
    CONTROL.addAdministrator(company, email, PASSWORD);
    assertThat(settings.noticeRecipients(id)).containsExactly(new NoticeRecipient(email, "Ada"));
  }

  @Test
  @DisplayName("A2 settings are changed with If-Match, count at once, and are in the trail")
  void change() {
    CONTROL.addAdministrator(company, email, PASSWORD);
    String role = company.get("/roles?q=Administrator").ids().getFirst();
    Answer before = company.get("/company").expect(200);
    Answer after =
        company
            .put(
                "/company",
                document(90, "\"%s\"".formatted(role), "\"Ops@Example.com\""),
                "If-Match",
                before.header("ETag"))
            .expect(200);
    assertThat(after.texts("noticeAddresses")).containsExactly("ops@example.com");
    assertThat(settings.retention(id).refusals()).isEqualTo(Duration.ofDays(90));
    assertThat(settings.noticeRecipients(id))
        .containsExactly(
            new NoticeRecipient(email, "Ada"),
            new NoticeRecipient("ops@example.com", "ops@example.com"));
    company
        .put("/company", document(91, "", ""), "If-Match", before.header("ETag"))
        .expectProblem(412, "stale");
    assertThat(
            CONTROL.column(
                "SELECT concat(before ->> 'refusalDays', ' ', after ->> 'refusalDays')"
                    + " FROM audit.events WHERE action = 'company.changed' AND thing_id = '%s'"
                        .formatted(id)))
        .containsExactly("30 90");
  }

  @Test
  @DisplayName("Bad settings get the field's error")
  void bad() {
    company.put("/company", document(0, "", "")).expectField("refusalDays", "out_of_range");
    company
        .put("/company", document(30, "", "").replace("\"sessionHours\": 8", "\"sessionHours\": 1"))
        .expectField("sessionIdleMinutes", "out_of_range");
    company.put("/company", document(30, "\"nothing\"", "")).expectField("noticeRoles", "unknown");
    company
        .put("/company", document(30, "", "\"a@b.example\", \"x\\r\\ny@z.example\""))
        .expectField("noticeAddresses[1]", "malformed");
    company.put("/company", "{}").expectField("name", "required");
    company.put("/company", document(30, "", "null")).expectField("noticeAddresses", "malformed");
    String theirs = CONTROL.company().get("/roles?q=Auditor").ids().getFirst();
    company
        .put("/company", document(30, "\"%s\"".formatted(theirs), ""))
        .expectField("noticeRoles", "unknown");
  }

  @Test
  @DisplayName("A1 whoever runs the installation makes a company, whose administrator is invited")
  void founded() {
    String name = "Company of " + email;
    Answer made = found(name, email).expect(201);
    assertThat(CONTROL.first().get("/companies?q=" + email).ids()).containsExactly(made.text("id"));
    assertThat(invited(made.text("id"))).containsExactly(email + " Administrator");
    String other = "b-" + email;
    String again = "/companies/" + made.text("id") + "/administrator";
    CONTROL.first().post(again, "{\"administrator\": \"%s\"}".formatted(other)).expect(204);
    assertThat(invited(made.text("id"))).containsExactly(other + " Administrator");
    assertThat(
            CONTROL.column(
                "SELECT company_id = '%s' FROM audit.events WHERE thing_name IN ('%s', '%s', '%s')"
                        .formatted(made.text("id"), name, email, other)
                    + " ORDER BY sequence"))
        .containsExactlyInAnyOrder("f", "t", "t", "t");
    found("", "nobody").expectField("administrator", "malformed").expectField("name", "blank");
    CONTROL.first().get("/companies/nothing").expectProblem(404, "not_found");
  }

  @Test
  @DisplayName("A1 a company that has members invites by itself")
  void begun() {
    CONTROL.addAdministrator(company, email, PASSWORD);
    CONTROL
        .first()
        .post("/companies/" + id + "/administrator", "{\"administrator\": \"x@example.com\"}")
        .expectField("administrator", "begun");
  }

  private static Answer found(String name, String administrator) {
    return CONTROL
        .first()
        .post(
            "/companies",
            "{\"name\": \"%s\", \"administrator\": \"%s\"}".formatted(name, administrator));
  }

  private static List<String> invited(String company) {
    return CONTROL.column(
        "SELECT i.email || ' ' || r.name FROM accounts.invitations i"
            + " JOIN accounts.invitation_roles ir ON ir.invitation_id = i.id"
            + " JOIN accounts.roles r ON r.id = ir.role_id WHERE i.company_id = '%s'"
                .formatted(company));
  }

  private static String document(int refusalDays, String roles, String addresses) {
    return """
    {"name": "Umbrella", "sessionIdleMinutes": 120, "sessionHours": 8, "refusalDays": %d,
     "useDays": 100, "noticeRoles": [%s], "noticeAddresses": [%s]}
    """
        .formatted(refusalDays, roles, addresses);
  }
}
