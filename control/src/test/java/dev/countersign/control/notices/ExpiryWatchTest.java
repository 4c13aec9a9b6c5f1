package dev.countersign.control.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.control.jobs.Jobs;
import dev.countersign.control.provider.certificates.CertificateEnds;
import dev.countersign.control.provider.certificates.EndingCertificate;
import dev.countersign.control.shell.Moment;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import dev.countersign.testkit.time.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three control planes over one database, and one clock that the test turns. */
class ExpiryWatchTest {

  private static final SettableClock CLOCK = SettableClock.at("2026-03-01T12:00:00Z");

  @TempDir static Path folder;
  private static List<RunningControl> planes;

  private ApiClient caller;
  private String company;
  private String administrator;

  @BeforeAll
  static void start() {
    TestDatabase database = TestPostgres.shared().database();
    planes =
        Stream.of(1, 2, 3).map(number -> RunningControl.start(database, folder, CLOCK)).toList();
  }

  @AfterAll
  static void stop() {
    planes.forEach(RunningControl::close);
  }

  private static RunningControl control() {
    return planes.getFirst();
  }

  @BeforeEach
  void company() {
    caller = control().company();
    company = control().companyOf(caller);
    administrator = UUID.randomUUID() + "@example.com";
    control().addAdministrator(caller, administrator, "a password of some length");
  }

  private String certificate(String name, Duration left) {
    return certificate(name, "CN=" + name + ",O=Billing GmbH", left);
  }

  private String certificate(String name, String subject, Duration left) {
    Instant now = CLOCK.instant();
    var made =
        TestCertificate.selfSigned(
            name,
            certificate ->
                certificate
                    .subject(subject)
                    .validFrom(now.minus(Duration.ofDays(30)))
                    .validUntil(now.plus(left)));
    return caller
        .post(
            "/certificates",
            "{\"name\": \"%s\", \"pem\": \"%s\"}".formatted(name, made.pem().replace("\n", "\\n")))
        .expect(201)
        .text("id");
  }

  /** Turns the clock, and waits until one of the three has looked. */
  private static void turn(Duration duration) {
    CLOCK.advance(duration);
    planes.forEach(plane -> plane.context().getBean(Jobs.class).look());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            control()
                    .column(
                        "SELECT 1 FROM jobs.scheduled_tasks WHERE task_name = 'notices.expiry'"
                            + " AND NOT picked AND execution_time > '%s'"
                                .formatted(CLOCK.instant()))
                    .size()
                == 1);
  }

  private List<String> subjects() {
    return control()
        .column(
            "SELECT subject FROM mail.mails WHERE recipient = '%s' ORDER BY created_at, id"
                .formatted(administrator));
  }

  @Test
  @DisplayName(
      "S8 60, 30, 14, 7 and 1 days before and after: each notice once, of three control planes")
  void stages() {
    certificate("batch", Duration.ofDays(62).plusHours(6));
    turn(Duration.ofHours(2));
    assertThat(subjects()).isEmpty();
    for (int day = 62; day >= -3; day--) {
      turn(Duration.ofDays(1));
    }
    assertThat(subjects())
        .containsExactly(
            "Certificate batch expires in 59 days",
            "Certificate batch expires in 29 days",
            "Certificate batch expires in 13 days",
            "Certificate batch expires in 6 days",
            "Certificate batch expires within a day",
            "Certificate batch has expired");
  }

  @Test
  @DisplayName("S8 a certificate that is uploaded 5 days before its end gets one notice, not four")
  void late() {
    String id = certificate("late", Duration.ofDays(5).plusHours(3));
    turn(Duration.ofHours(2));
    turn(Duration.ofHours(2));
    assertThat(subjects()).containsExactly("Certificate late expires in 5 days");
    assertThat(control().context().getBean(Notices.class).of(company, id))
        .singleElement()
        .satisfies(told -> assertThat(told.days()).isEqualTo(7))
        .satisfies(told -> assertThat(told.recipients()).containsExactly(administrator));
  }

  @Test
  @DisplayName("S8 a certificate's page says when people were told of its end, and how many")
  void page() {
    String id = certificate("shown", Duration.ofDays(8));
    PageClient person = control().member(caller, "certificates:view");
    assertThat(person.get("/certificates/" + id).body()).doesNotContain("Told on");
    turn(Duration.ofHours(2));
    Moment first = new Moment(CLOCK.instant(), CLOCK.instant());
    control().addAdministrator(caller, UUID.randomUUID() + "@example.com", "a long password");
    turn(Duration.ofDays(2));
    Moment second = new Moment(CLOCK.instant(), CLOCK.instant());
    assertThat(person.get("/certificates/" + id).body())
        .containsSubsequence(
            "Told on " + second.spoken() + ", 5 days before its end: mailed to 2 people",
            "Told on " + first.spoken() + ", 7 days before its end: mailed to 1 person");
    turn(Duration.ofDays(6));
    PageClient later = control().member(caller, "certificates:view");
    assertThat(later.get("/certificates/" + id).body()).contains("after its end: mailed to 2");
  }

  @Test
  @DisplayName("S8 of deleted and of revoked certificates nobody is told")
  void gone() {
    String deleted = certificate("deleted", Duration.ofDays(20));
    String revoked = certificate("revoked", Duration.ofDays(20));
    caller.delete("/certificates/" + deleted).expect(204);
    caller.put("/certificates/" + revoked + "/revocation", "");
    turn(Duration.ofHours(2));
    assertThat(subjects()).isEmpty();
  }

  @Test
  @DisplayName(
      "S8 the mail says whose, until when, what uses it, and what to do; many are one mail")
  void text() {
    String id = certificate("used", Duration.ofDays(10));
    String path = "/" + UUID.randomUUID();
    String api = caller.newApi(path);
    caller.put("/apis/" + api + "/allow-list/" + id, "").expect(204);
    certificate("unused", Duration.ofDays(3));
    turn(Duration.ofHours(2));
    assertThat(subjects()).containsExactly("2 certificates expire soon");
    assertThat(
            control()
                .column(
                    "SELECT text FROM mail.mails WHERE recipient = '%s'".formatted(administrator))
                .getFirst())
        .contains(
            "In the certificate store of A company",
            "used (Billing GmbH)",
            "listed by Orders",
            "no API lists it, no credential is bound to it",
            "What to do: ask the owner");
  }

  @Test
  @DisplayName("S7 what was told of a certificate's end is nothing to another company")
  void anothers() {
    String id = certificate("soon", Duration.ofDays(6));
    turn(Duration.ofHours(2));
    Notices notices = control().context().getBean(Notices.class);
    assertThat(notices.of(company, id)).hasSize(1);
    assertThat(notices.of(control().companyOf(control().company()), id)).isEmpty();
  }

  @Test
  @DisplayName(
      "S8 whose a certificate is says its organisation alone, not a name that looks like one")
  void owner() {
    String hers = certificate("hers", "CN=hers,O=Globex\\, Inc.", Duration.ofDays(2));
    String nobodys = certificate("nobodys", "CN=nobodys\\,O=Globex", Duration.ofDays(3));
    var ends = control().context().getBean(CertificateEnds.class);
    assertThat(ends.describe(company, List.of(hers, nobodys)))
        .extracting(EndingCertificate::owner)
        .containsExactly("Globex, Inc.", "");
  }

  @Test
  @DisplayName("S8 a certificate's page marks each day at which people are told of its end")
  void marks() {
    String id = certificate("far", Duration.ofDays(300));
    PageClient person = control().member(caller, "certificates:view");
    assertThat(person.get("/certificates/" + id).body())
        .contains("notices at 60, 30, 14, 7, 1 days")
        .containsPattern("(<line [^>]*>(</line>)?){5}</svg>");
  }

  @Test
  @DisplayName("A4 the days that are left are a metric by company and owner")
  void metric() {
    certificate("ten", Duration.ofDays(10).plusHours(12));
    control().context().getBean(DaysLeft.class).read();
    assertThat(control().first().get("//metrics").expect(200).body())
        .containsPattern(
            "countersign_certificate_days_left\\{company=\""
                + company
                + "\",company_name=\"A company\",owner=\"Billing GmbH\"\\} 10\\.5");
  }
}
