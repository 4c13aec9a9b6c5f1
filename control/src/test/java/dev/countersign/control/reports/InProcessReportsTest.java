package dev.countersign.control.reports;

import dev.countersign.control.DatabaseOutage;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.report.ReportReceiverTest;
import dev.countersign.policy.report.SampleReport;
import dev.countersign.testkit.postgres.TestPostgres;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Reports of a gateway in the control plane's own process keep the contract of every receiver. */
class InProcessReportsTest extends ReportReceiverTest {

  private static RunningControl control;
  private static ApiClient company;

  @BeforeAll
  static void start() {
    control =
        RunningControl.start(
            TestPostgres.shared().database(), RunningControl.temporary(), InstantSource.system());
    company = control.company("apis:write", "refusals:read");
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  @Override
  protected ReportReceiver receiver() {
    return (ReportReceiver) control.plane().feed();
  }

  @Override
  protected String newApi() {
    return company.newApi("/" + SampleReport.newId());
  }

  @Override
  protected boolean isKept(String refusalId) {
    return company.get("/refusals/" + refusalId).status() == 200;
  }

  @Override
  protected long letIn(String apiId) {
    return KeptUses.letIn(control, apiId);
  }

  @Override
  protected long refused(String apiId) {
    return KeptUses.refused(control, apiId);
  }

  @Override
  protected AutoCloseable outage() throws Exception {
    return DatabaseOutage.of(control.database());
  }
}
