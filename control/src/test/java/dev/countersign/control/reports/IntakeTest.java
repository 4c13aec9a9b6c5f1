package dev.countersign.control.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.policy.report.RefusalCount;
import dev.countersign.policy.report.RefusalRecord;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.report.SampleReport;
import dev.countersign.policy.report.Use;
import dev.countersign.policy.report.Use.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a gateway can make the control plane believe, and what not. */
class IntakeTest {

  private final RunningControl control = RunningControl.shared();
  private final ReportReceiver gateway = (ReportReceiver) control.plane().feed();
  private final UseRecords uses = control.context().getBean(UseRecords.class);
  private final ApiClient company =
      control.company("apis:write", "certificates:write", "credentials:write", "refusals:read");
  private final String api = company.newApi("/" + SampleReport.newId());
  private final String companyId = companyOf(api);

  private String companyOf(String apiId) {
    return control
        .column("SELECT company_id FROM provider.apis WHERE id = '%s'".formatted(apiId))
        .getFirst();
  }

  private void report(List<Use> used, List<RefusalCount> counts, List<RefusalRecord> records)
      throws Exception {
    gateway.receive(new Report(UUID.randomUUID().toString(), 1, used, counts, records, 0));
  }

  private void report(Use... used) throws Exception {
    report(List.of(used), List.of(), List.of());
  }

  @Test
  @DisplayName(
      "S4 the last use of a stored certificate and of a credential, and how often with what")
  void lastUse() throws Exception {
    String certificate = company.newCertificate("client");
    String credential = company.newCredential(api);
    Instant before = Instant.now();
    report(
        SampleReport.use(Kind.CERTIFICATE, certificate, api, 3, 1),
        SampleReport.use(Kind.CREDENTIAL, credential, api, 3, 0));
    LastUse last = uses.last(companyId, Kind.CERTIFICATE, certificate).orElseThrow();
    assertThat(last.at()).isBetween(before, Instant.now());
    assertThat(last.letInAt()).isBetween(before, Instant.now());
    assertThat(uses.last(companyId, Kind.CREDENTIAL, credential)).isPresent();
    LocalDate today = SampleReport.today();
    assertThat(uses.byApi(companyId, Kind.CERTIFICATE, certificate))
        .containsExactly(new UsedWith(api, 3, 1, today));
    report(SampleReport.use(Kind.CERTIFICATE, certificate, api, 0, 4));
    assertThat(uses.byDay(companyId, Kind.CERTIFICATE, certificate, today))
        .containsExactly(new UsedOn(today, 3, 5));
    assertThat(uses.last(companyId, Kind.CERTIFICATE, certificate).orElseThrow().letInAt())
        .as("refused since, and not let in")
        .isEqualTo(last.letInAt());
  }

  @Test
  @DisplayName("A gateway's word makes nothing exist, and moves nothing to another company")
  void notBelieved() throws Exception {
    ApiClient other = control.company("certificates:write", "credentials:write");
    String theirCertificate = other.newCertificate("theirs");
    String theirCredential = other.newCredential();
    report(
        SampleReport.use(Kind.CERTIFICATE, "00".repeat(32), api, 1, 0),
        SampleReport.use(Kind.CERTIFICATE, theirCertificate, api, 1, 0),
        SampleReport.use(Kind.CREDENTIAL, theirCredential, api, 1, 0),
        SampleReport.use(Kind.API, "another", api, 1, 0));
    assertThat(control.column("SELECT subject FROM reports.uses WHERE api_id = '" + api + "'"))
        .isEmpty();
  }

  @Test
  @DisplayName("Times that cannot be are replaced by the present")
  void times() throws Exception {
    Instant longAgo = Instant.parse("1990-01-01T00:00:00Z");
    String late = SampleReport.newId();
    String early = SampleReport.newId();
    Instant future = Instant.now().plus(Duration.ofDays(400));
    report(
        List.of(new Use(Kind.API, api, api, LocalDate.of(1990, 1, 1), 1, 0, future, future)),
        List.of(new RefusalCount(api, "token_missing", "absent", LocalDate.of(2900, 1, 1), 2)),
        List.of(
            SampleReport.record(late, longAgo, api, "token_missing", "absent"),
            SampleReport.record(early, future, api, "token_missing", "absent")));
    for (String id : List.of(late, early)) {
      assertThat(Instant.parse(company.get("/refusals/" + id).expect(200).text("at")))
          .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }
    assertThat(uses.last(companyId, Kind.API, api).orElseThrow().at())
        .isBeforeOrEqualTo(Instant.now());
    assertThat(uses.byDay(companyId, Kind.API, api, LocalDate.of(1980, 1, 1)))
        .containsExactly(new UsedOn(SampleReport.today(), 1, 0));
    assertThat(control.context().getBean(RefusalTotals.class).today(companyId)).isEqualTo(2);
  }

  @Test
  @DisplayName("Codes and causes that there are not count as one, however many a gateway invents")
  void invented() throws Exception {
    List<RefusalCount> counts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      counts.add(new RefusalCount(api, "code" + i, "cause" + i, SampleReport.today(), 1));
    }
    report(List.of(), counts, List.of());
    Instant now = Instant.now();
    assertThat(control.context().getBean(RefusalTotals.class).between(companyId, now, now))
        .containsExactly(new RefusedBecause(api, "other", "other", 100));
  }

  @Test
  @DisplayName("A flood of one reason fills no table, and leaves room for the other reasons")
  void flood() throws Exception {
    Instant at = Instant.now();
    for (int sent = 0; sent < Intake.KEPT_AN_HOUR + 500; sent += Report.MOST_RECORDS) {
      List<RefusalRecord> many = new ArrayList<>();
      for (int i = 0; i < Report.MOST_RECORDS; i++) {
        many.add(SampleReport.record(SampleReport.newId(), at, api, "token_missing", "absent"));
      }
      report(List.of(), List.of(), many);
    }
    assertThat(kept("absent")).isEqualTo(Intake.KEPT_AN_HOUR);
    RefusalRecord another =
        SampleReport.record(SampleReport.newId(), at, api, "token_missing", "other_scheme");
    report(List.of(), List.of(), List.of(another));
    company.get("/refusals/" + another.id()).expect(200);
  }

  private long kept(String cause) {
    return control
        .column(
            "SELECT id FROM reports.refusals WHERE api_id = '%s' AND cause = '%s'"
                .formatted(api, cause))
        .size();
  }

  private static void eightTimes(Callable<Void> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> one : threads.invokeAll(Collections.nCopies(8, work))) {
        one.get();
      }
    }
  }

  @Test
  @DisplayName("The same report at once, as after a lost answer, counts once")
  void atOnce() throws Exception {
    Report report =
        new Report(
            UUID.randomUUID().toString(),
            1,
            List.of(SampleReport.use(Kind.API, api, api, 1, 0)),
            List.of(),
            List.of(),
            0);
    eightTimes(() -> {
      gateway.receive(report);
      return null;
    });
    assertThat(KeptUses.letIn(control, api)).isEqualTo(1);
  }

  @Test
  @DisplayName("Many gateways that report the same things at once wait for each other, in no ring")
  void manyGateways() throws Exception {
    List<Use> used = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String other = company.newApi("/" + SampleReport.newId());
      used.add(SampleReport.use(Kind.API, other, other, 1, 0));
    }
    eightTimes(() -> {
      List<Use> shuffled = new ArrayList<>(used);
      Collections.shuffle(shuffled);
      report(shuffled, List.of(), List.of());
      return null;
    });
    for (Use use : used) {
      assertThat(KeptUses.letIn(control, use.subject())).isEqualTo(8);
    }
  }
}
