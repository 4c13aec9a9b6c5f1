package dev.countersign.server.feed;

import dev.countersign.control.DatabaseOutage;
import dev.countersign.control.reports.KeptUses;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.gateway.feed.HttpConfigurationFeed;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.report.ReportReceiverTest;
import dev.countersign.policy.report.SampleReport;
import dev.countersign.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Reports over mutual TLS keep the contract of every receiver. */
class HttpReportsTest extends ReportReceiverTest {

  @TempDir static Path data;
  private static RunningControl control;
  private static ApiClient company;
  private static HttpConfigurationFeed feed;

  @BeforeAll
  static void start() throws Exception {
    control =
        RunningControl.start(
            TestPostgres.shared().database(), data.resolve("control"), InstantSource.system());
    company = control.company("apis:write", "refusals:read");
    feed = FeedFixture.enrolled(control.plane(), data.resolve("gateway"));
  }

  @AfterAll
  static void stop() {
    feed.close();
    control.close();
  }

  @Override
  protected ReportReceiver receiver() {
    return feed;
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
