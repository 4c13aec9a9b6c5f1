package dev.countersign.control.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.policy.report.RefusalCount;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.report.SampleReport;
import dev.countersign.policy.report.Use;
import dev.countersign.policy.report.Use.Kind;
import dev.countersign.testkit.certificate.TestCertificate;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OverviewTest {

  private ApiClient company;

  @BeforeEach
  void company() {
    company = RunningControl.shared().company();
  }

  @Test
  @DisplayName("The first steps tick themselves, and end in the exact command of the first call")
  void firstSteps() {
    PageClient person =
        RunningControl.shared().member(company, "apis:view", "apis:create", "credentials:create");
    assertThat(person.get("/overview").body())
        .contains("0 of 5 done", "href=\"/apis/new\"")
        .doesNotContain("/certificates/upload");
    String path = "/" + UUID.randomUUID();
    String api =
        company
            .post("/apis", ApiClient.api(path, "\"mutualTls\": {\"mode\": \"enforce\"}"))
            .expect(201)
            .text("id");
    assertThat(person.get("/overview").body())
        .contains("1 of 5 done", "curl --cert client.pem", path, "/credentials/new?api=" + api);
    String certificate = company.newCertificate("client");
    company.put("/apis/%s/allow-list/%s".formatted(api, certificate), "").expect(204);
    company.newCredential(api);
    assertThat(person.get("/overview").body()).contains("4 of 5 done");
  }

  @Test
  @DisplayName("The last step ticks when a stored certificate was let in, and not when refused")
  void firstCall() throws Exception {
    String api = mutualTlsApi();
    String certificate = company.newCertificate("client");
    company.put("/apis/%s/allow-list/%s".formatted(api, certificate), "").expect(204);
    PageClient person = RunningControl.shared().member(company, "apis:view");
    report(SampleReport.use(Kind.CERTIFICATE, certificate, api, 0, 1));
    assertThat(person.get("/overview").body()).contains("3 of 5 done");
    report(SampleReport.use(Kind.CERTIFICATE, certificate, api, 1, 0));
    assertThat(person.get("/overview").body())
        .contains("4 of 5 done")
        .doesNotContain("curl --cert client.pem");
    company.newCredential(api);
    assertThat(person.get("/overview").body()).doesNotContain("First steps");
  }

  @Test
  @DisplayName("The last step ticks for a client of a listed CA, whose certificate nobody stores")
  void firstCallUnderCa() throws Exception {
    String api = mutualTlsApi();
    String ca = company.upload(TestCertificate.ca("Root")).expect(201).text("id");
    PageClient person = RunningControl.shared().member(company, "apis:view");
    company.put("/apis/%s/allow-list/%s".formatted(api, ca), "").expect(204);
    String other = company.newApi("/" + UUID.randomUUID());
    report(SampleReport.use(Kind.API, other, other, 1, 0));
    report(SampleReport.use(Kind.API, api, api, 0, 1));
    assertThat(person.get("/overview").body()).contains("3 of 5 done");
    report(SampleReport.use(Kind.API, api, api, 1, 0));
    assertThat(person.get("/overview").body()).contains("4 of 5 done");
  }

  private String mutualTlsApi() {
    return company
        .post(
            "/apis",
            ApiClient.api("/" + UUID.randomUUID(), "\"mutualTls\": {\"mode\": \"enforce\"}"))
        .expect(201)
        .text("id");
  }

  private static void report(Use use) throws Exception {
    report(List.of(use), List.of());
  }

  private static void report(List<Use> uses, List<RefusalCount> refusals) throws Exception {
    ((ReportReceiver) RunningControl.shared().plane().feed())
        .receive(new Report(UUID.randomUUID().toString(), 1, uses, refusals, List.of(), 0));
  }

  @Test
  @DisplayName("Today's refusals need attention, with the most frequent reason, to whoever may see")
  void refused() throws Exception {
    PageClient person = RunningControl.shared().member(company, "refusals:view");
    PageClient other = RunningControl.shared().member(company, "members:view");
    PageClient stranger =
        RunningControl.shared().member(RunningControl.shared().company(), "refusals:view");
    String api = company.newApi("/" + UUID.randomUUID());
    LocalDate today = SampleReport.today();
    report(
        List.of(),
        List.of(
            new RefusalCount(api, "token_missing", "absent", today, 2),
            new RefusalCount(api, "certificate_expired", "leaf", today, 1300),
            new RefusalCount(api, "token_missing", "absent", today.minusDays(1), 7)));
    assertThat(person.get("/overview").body())
        .contains("Refused today (UTC): 1,302 requests", "href=\"/refusals\"")
        .contains("Most often: The client's certificate has expired (1,300).");
    assertThat(other.get("/overview").body()).contains("Nothing needs attention");
    assertThat(stranger.get("/overview").body()).contains("Nothing needs attention");
  }

  @Test
  @DisplayName("Mails that fail are told in plain words, those tried again and those given up")
  void mails() {
    PageClient person = RunningControl.shared().member(company, "members:create");
    mail("queued", 0, 1);
    assertThat(person.get("/overview").body()).contains("Nothing needs attention");
    mail("queued", 2, 5);
    mail("given_up", 8, 0);
    assertThat(person.get("/overview").body())
        .contains("1 mail could not be delivered yet", "the next time in 4 minutes")
        .contains("/mails?state=queued", "1 mail reached nobody", "/mails?state=given_up");
    assertThat(RunningControl.shared().member(company, "members:view").get("/overview").body())
        .contains("Nothing needs attention");
  }

  private void mail(String state, int attempts, int minutes) {
    RunningControl.shared()
        .update(
            """
            INSERT INTO mail.mails (company_id, id, recipient, subject, text, state, attempts,
                next_attempt_at, created_at)
            VALUES (?, ?, 'ada@example.com', 'Hello', 'Hello', ?, ?,
                now() + ? * interval '1 minute', now())
            """,
            RunningControl.shared().companyOf(company),
            UUID.randomUUID().toString(),
            state,
            attempts,
            minutes);
  }

  @Test
  @DisplayName("Expired certificates need attention where they are in use, to whoever may see them")
  void expired() {
    PageClient person = RunningControl.shared().member(company, "certificates:view");
    PageClient other = RunningControl.shared().member(company, "members:view");
    String certificate = company.newCertificate("client");
    expire(certificate);
    assertThat(person.get("/overview").body()).contains("Nothing needs attention");
    String api = company.newApi("/" + UUID.randomUUID());
    company.put("/apis/%s/allow-list/%s".formatted(api, certificate), "").expect(204);
    String page = person.get("/overview").body();
    assertThat(page)
        .contains("Expired certificates in use: 1")
        .contains("/certificates?filter=expired_in_use");
    assertThat(other.get("/overview").body())
        .contains("Nothing needs attention")
        .doesNotContain("First steps");
  }

  @Test
  @DisplayName(
      "What needs attention leads to a list of the certificates that were counted, no more")
  void counted() {
    PageClient person = RunningControl.shared().member(company, "certificates:view");
    String used = company.newCertificate("used");
    String unused = company.newCertificate("unused");
    String api = company.newApi("/" + UUID.randomUUID());
    company.put("/apis/%s/allow-list/%s".formatted(api, used), "").expect(204);
    for (String ends : List.of("now() + interval '5 days'", "now() - interval '5 days'")) {
      RunningControl.shared()
          .update("UPDATE provider.certificates SET not_after = " + ends + " WHERE id = ?", used);
      RunningControl.shared()
          .update("UPDATE provider.certificates SET not_after = " + ends + " WHERE id = ?", unused);
      String overview = person.get("/overview").body();
      assertThat(overview).containsPattern("(Expired certificates in use|within 30 days): 1<");
      Matcher link = Pattern.compile("/certificates\\?filter=[a-z_]+").matcher(overview);
      assertThat(link.find()).isTrue();
      assertThat(person.get(link.group()).body())
          .contains("/certificates/" + used, "Only those that an allow list or a credential names")
          .doesNotContain("/certificates/" + unused);
      assertThat(person.get(link.group().replace("_in_use", "")).body())
          .contains("/certificates/" + used, "/certificates/" + unused);
    }
  }

  @Test
  @DisplayName("The overview needs somebody who is signed in")
  void anonymous() {
    var answer = new PageClient(RunningControl.shared().port()).get("/overview");
    assertThat(answer.body()).doesNotContain("Needs attention");
  }

  private static void expire(String certificate) {
    RunningControl.shared()
        .update(
            "UPDATE provider.certificates SET not_after = now() - interval '2 days' WHERE id = ?",
            certificate);
  }
}
