package dev.countersign.control.provider.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.report.SampleReport;
import dev.countersign.policy.report.Use;
import dev.countersign.policy.report.Use.Kind;
import dev.countersign.testkit.certificate.TestCertificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When certificates were presented, as lists and pages tell it. */
class PresentedTest {

  private final RunningControl control = RunningControl.shared();
  private final ReportReceiver gateway = (ReportReceiver) control.plane().feed();
  private final ApiClient company = control.company();
  private final PageClient person = control.member(company, "certificates:view", "apis:view");
  private final String api = company.newApi("/" + SampleReport.newId());
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

  private void report(Use... uses) throws Exception {
    gateway.receive(
        new Report(UUID.randomUUID().toString(), 1, List.of(uses), List.of(), List.of(), 0));
  }

  private Use presented(String certificate, Instant at, long letIn, long refused) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    Instant last = letIn > 0 ? at : null;
    return new Use(Kind.CERTIFICATE, certificate, api, day, letIn, refused, at, last);
  }

  private String lastPresented(String certificate) {
    return company.get("/certificates/" + certificate).expect(200).text("lastPresentedAt");
  }

  @Test
  @DisplayName(
      "S4 a certificate says when it was presented last, let in or refused, and null before")
  void lastPresentedAt() throws Exception {
    String certificate = company.newCertificate("client");
    assertThat(lastPresented(certificate)).isNull();
    report(presented(certificate, now.minusSeconds(60), 1, 0));
    report(presented(certificate, now.minusSeconds(30), 0, 1));
    report(presented(certificate, now.minusSeconds(90), 1, 0));
    assertThat(lastPresented(certificate)).isEqualTo(now.minusSeconds(30).toString());
    assertThat(
            company
                .get("/certificates")
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("lastPresentedAt")
                .asString())
        .isEqualTo(now.minusSeconds(30).toString());
    assertThat(
            company
                .patch("/certificates/" + certificate, "{\"name\": \"renamed\"}")
                .expect(200)
                .text("lastPresentedAt"))
        .isEqualTo(now.minusSeconds(30).toString());
  }

  @Test
  @DisplayName("S7 a certificate that two companies have stored was presented to one of them")
  void company() throws Exception {
    TestCertificate shared = TestCertificate.selfSigned("shared");
    ApiClient other = control.company();
    company.upload(shared).expect(201);
    other.upload(shared).expect(201);
    report(presented(shared.fingerprint(), now, 1, 0));
    assertThat(lastPresented(shared.fingerprint())).isNotNull();
    assertThat(
            other.get("/certificates/" + shared.fingerprint()).expect(200).text("lastPresentedAt"))
        .isNull();
  }

  @Test
  @DisplayName("S3 a list is sorted by when each was presented last, page after page")
  void sorted() throws Exception {
    String never = company.newCertificate("never");
    String early = company.newCertificate("early");
    String late = company.newCertificate("late");
    String neverEither = company.newCertificate("never either");
    report(presented(early, now.minusSeconds(60), 1, 0), presented(late, now, 1, 0));
    assertThat(paged("-presented")).startsWith(late, early).hasSize(4);
    assertThat(paged("-presented").subList(2, 4)).containsExactlyInAnyOrder(never, neverEither);
    assertThat(paged("presented")).isEqualTo(paged("-presented").reversed());
    assertThat(company.get("/certificates?sort=-presented&q=early").expect(200).ids())
        .containsExactly(early);
  }

  private List<String> paged(String sort) {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = company.get("/certificates?limit=1&sort=" + sort + cursor).expect(200);
      seen.addAll(page.ids());
      cursor = page.text("next") == null ? null : "&cursor=" + page.text("next");
    } while (cursor != null);
    return seen;
  }

  @Test
  @Tag("long")
  @DisplayName("S3 a page sorted by it is read from an index, among 100,000 certificates")
  void index() {
    String many = "many-" + System.nanoTime();
    control.update(
        """
        INSERT INTO provider.certificates (company_id, id, name, sort_name, der, not_before,
            not_after, is_ca, weak_key, subject_hash, key_hash, search, created_at)
        SELECT ?, md5(n::text) || md5(n::text), 'c', 'c', '', now(), now(), false, false, 0, 0,
            'name ' || n, now() - n * interval '1 second'
        FROM generate_series(1, 100000) n
        """,
        many);
    control.update(
        """
        UPDATE provider.certificates_presented
        SET presented_at = now() - ('x' || left(certificate_id, 6))::bit(24)::int * interval '1 s'
        WHERE company_id = ?
        """,
        many);
    control.update("ANALYZE provider.certificates");
    control.update("ANALYZE provider.certificates_presented");
    String plan =
        String.join(
            "\n",
            control.column(
                "EXPLAIN "
                    + CertificateRepository.COLUMNS
                    + """
                    WHERE c.company_id = '%s'
                        AND (p.presented_at, p.certificate_id) < (now() - interval '9 days', 'x')
                    ORDER BY p.presented_at DESC, p.certificate_id DESC LIMIT 51
                    """
                        .formatted(many)));
    assertThat(plan).contains("certificates_by_presentation", "Index Cond").doesNotContain("Sort");
    control.update("DELETE FROM provider.certificates WHERE company_id = ?", many);
  }

  @Test
  @DisplayName(
      "S4 its page counts the last seven days, and says when it was last used with each API")
  void page() throws Exception {
    String certificate = company.newCertificate("client");
    company.put("/apis/%s/allow-list/%s".formatted(api, certificate), "").expect(204);
    String address = "/certificates/" + certificate;
    assertThat(person.get(address).body()).contains("never", "no request", "no record");
    report(presented(certificate, now, 1200, 3));
    report(presented(certificate, now.minus(Duration.ofDays(6)), 100, 0));
    String today = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
    assertThat(person.get(address).body())
        .contains("Last 7 days", "1,300 requests let in, 3 refused", today + ", just now")
        .doesNotContain("no request", "no record", "never");
    control.update(
        "UPDATE reports.uses SET day = day - 1 WHERE subject = ? AND day < ?",
        certificate,
        LocalDate.ofInstant(now, ZoneOffset.UTC));
    assertThat(person.get(address).body()).contains("1,200 requests let in, 3 refused");
    assertThat(person.get("/certificates").body()).contains("sort=presented", today + ", just now");
  }

  @Test
  @DisplayName("S4 a deleted certificate that comes back has not been presented yet")
  void deleted() throws Exception {
    TestCertificate client = TestCertificate.selfSigned("client");
    company.upload(client).expect(201);
    report(presented(client.fingerprint(), now, 1, 0));
    company.delete("/certificates/" + client.fingerprint()).expect(204);
    company.upload(client).expect(201);
    assertThat(lastPresented(client.fingerprint())).isNull();
  }

  @Test
  @DisplayName("Reports and deletions of the same certificates at once wait in no ring")
  void atOnce() throws Exception {
    List<String> certificates = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      certificates.add(company.newCertificate("c" + i));
    }
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      work.add(() -> {
        report(certificates.stream().map(id -> presented(id, now, 1, 0)).toArray(Use[]::new));
        return null;
      });
    }
    for (String certificate : certificates) {
      work.add(() -> {
        company.delete("/certificates/" + certificate).expect(204);
        return null;
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
    }
    assertThat(company.get("/certificates").expect(200).ids()).isEmpty();
  }
}
