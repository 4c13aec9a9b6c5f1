package dev.countersign.control.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.control.jobs.Jobs;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.policy.report.RefusalRecord;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.report.SampleReport;
import dev.countersign.policy.report.Use;
import dev.countersign.policy.report.Use.Kind;
import dev.countersign.testkit.postgres.TestPostgres;
import dev.countersign.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** For how long reports are kept. */
class ForgettingTest {

  private final SettableClock clock = SettableClock.at(Instant.now());
  private final RunningControl control =
      RunningControl.start(TestPostgres.shared().database(), RunningControl.temporary(), clock);
  private final ApiClient company = control.company("apis:write", "refusals:read");
  private final String api = company.newApi("/" + SampleReport.newId());

  @AfterEach
  void stop() {
    control.close();
  }

  private String refused() throws Exception {
    RefusalRecord record =
        SampleReport.record(SampleReport.newId(), clock.instant(), api, "token_missing", "absent");
    ((ReportReceiver) control.plane().feed())
        .receive(
            new Report(UUID.randomUUID().toString(), 1, List.of(), List.of(), List.of(record), 0));
    return record.id();
  }

  /** Waits until it was done by this time. */
  private void forget() {
    control.context().getBean(Jobs.class).look();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            control
                    .column(
                        "SELECT 1 FROM jobs.scheduled_tasks WHERE task_name = 'reports.forgetting'"
                            + " AND NOT picked AND consecutive_failures = 0"
                            + " AND execution_time > '%s'".formatted(clock.instant()))
                    .size()
                == 1);
  }

  private List<LocalDate> days() {
    return control.context().getBean(DayPartitions.class).existing();
  }

  @Test
  @DisplayName("A refusal is kept for 30 days unless the company says otherwise, and its day goes")
  void thirtyDays() throws Exception {
    LocalDate first = DayPartitions.dayOf(clock.instant());
    String id = refused();
    clock.advance(Duration.ofDays(29));
    forget();
    company.get("/refusals/" + id).expect(200);
    assertThat(days()).contains(first, first.plusDays(29), first.plusDays(31));
    clock.advance(Duration.ofDays(2));
    forget();
    company.get("/refusals/" + id).expect(404);
    assertThat(days()).doesNotContain(first).contains(first.plusDays(31));
  }

  @Test
  @DisplayName("S4 when a thing was used last is known while it exists, longer than its numbers")
  void lastUse() throws Exception {
    ApiClient writer = control.keyOf(company, "credentials:write", "certificates:write");
    String kept = writer.newCredential(api);
    String deleted = writer.newCredential(api);
    List<Use> used =
        Stream.of(kept, deleted)
            .map(id -> SampleReport.use(Kind.CREDENTIAL, id, api, 1, 0))
            .toList();
    ((ReportReceiver) control.plane().feed())
        .receive(new Report("uses", 1, used, List.of(), List.of(), 0));
    writer.delete("/credentials/" + deleted).expect(204);
    clock.advance(Duration.ofDays(400));
    forget();
    assertThat(KeptUses.letIn(control, kept)).isEqualTo(1);
    assertThat(last(kept)).isPresent();
    assertThat(last(deleted)).isPresent();
    clock.advance(Duration.ofDays(2));
    forget();
    assertThat(KeptUses.letIn(control, kept)).isZero();
    assertThat(last(kept)).isPresent();
    assertThat(last(deleted)).isEmpty();
  }

  private Optional<LastUse> last(String credential) {
    return control
        .context()
        .getBean(UseRecords.class)
        .last(control.companyOf(company), Kind.CREDENTIAL, credential);
  }

  @Test
  @DisplayName("A day that another company still keeps stays, without what this one has forgotten")
  void byCompany() throws Exception {
    ApiClient other = control.company("apis:write", "refusals:read");
    String id = refused();
    RefusalRecord theirs =
        SampleReport.record(
            SampleReport.newId(),
            clock.instant(),
            other.newApi("/" + SampleReport.newId()),
            "token_missing",
            "absent");
    ((ReportReceiver) control.plane().feed())
        .receive(new Report("run", 1, List.of(), List.of(), List.of(theirs), 0));
    control.update(
        "UPDATE accounts.companies SET refusal_days = 3 WHERE id ="
            + " (SELECT company_id FROM provider.apis WHERE id = ?)",
        api);
    clock.advance(Duration.ofDays(12));
    forget();
    company.get("/refusals/" + id).expect(404);
    other.get("/refusals/" + theirs.id()).expect(200);
  }
}
