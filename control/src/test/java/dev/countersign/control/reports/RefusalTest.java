package dev.countersign.control.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.policy.report.RefusalRecord;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.report.SampleReport;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Refusals as the company sees them over REST. */
class RefusalTest {

  private final RunningControl control = RunningControl.shared();
  private final ReportReceiver gateway = (ReportReceiver) control.plane().feed();
  private final ApiClient company = control.company("apis:write", "refusals:read");

  private void report(RefusalRecord... records) throws Exception {
    String run = UUID.randomUUID().toString();
    gateway.receive(new Report(run, 1, List.of(), List.of(), List.of(records), 0));
  }

  private String newApi() {
    return company.newApi("/" + SampleReport.newId());
  }

  @Test
  @DisplayName("A refusal is found by the id of the refused answer, with its whole reason")
  void found() throws Exception {
    String api = newApi();
    RefusalRecord record = SampleReport.record(api);
    report(record);
    var found = company.get("/refusals/" + record.id()).expect(200);
    assertThat(found.text("apiId")).isEqualTo(api);
    assertThat(found.text("cause")).isEqualTo("unknown");
    assertThat(found.text("advice")).isEqualTo(record.advice());
    assertThat(found.text("presented.certificate.subject")).isEqualTo("CN=alice");
    assertThat(found.text("at")).isEqualTo(record.at().toString());
  }

  @Test
  @DisplayName("S7 another company's refusal is answered as nobody's, to the first company too")
  void another() throws Exception {
    RefusalRecord record = SampleReport.record(newApi());
    report(record);
    control
        .company("refusals:read")
        .get("/refusals/" + record.id())
        .expectProblem(404, "not_found");
    control.first().get("/refusals/" + record.id()).expectProblem(404, "not_found");
  }

  @Test
  @DisplayName("What led to no API is the first company's")
  void nobodys() throws Exception {
    String id = SampleReport.newId();
    report(SampleReport.record(id, Instant.now(), null, "route_not_found", "host_unknown"));
    control.first().get("/refusals/" + id).expect(200);
    company.get("/refusals/" + id).expect(404);
  }

  @Test
  @DisplayName("What is no refusal's id, and one that is not there, are told apart in words")
  void notThere() {
    assertThat(company.get("/refusals/nonsense").expectProblem(404, "not_found").text("detail"))
        .contains("rf_ and 16 characters");
    assertThat(
            company
                .get("/refusals/" + SampleReport.newId())
                .expectProblem(404, "not_found")
                .text("detail"))
        .contains("no record of this refusal", "retention");
  }
}
