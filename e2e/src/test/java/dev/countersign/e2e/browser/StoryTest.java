package dev.countersign.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.e2e.harness.Chromium;
import dev.countersign.e2e.harness.ClientIdentity;
import dev.countersign.e2e.harness.Dashboard;
import dev.countersign.e2e.harness.Look;
import dev.countersign.e2e.harness.SampleUpstream;
import dev.countersign.e2e.harness.Visitor;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A company's first day, as its people live it at the browser. */
@DisplayName("The first day")
class StoryTest {

  @TempDir Path directory;

  @Test
  @DisplayName("A5 goes from the first link to a call let in, and a refused one that is understood")
  void firstDay() throws Exception {
    try (SampleUpstream upstream = new SampleUpstream();
        Dashboard dashboard = Dashboard.start(directory);
        Chromium chromium = Chromium.start();
        Visitor ada = chromium.visitor(dashboard.uri(), Look.WIDE_LIGHT);
        Visitor ben = chromium.visitor(dashboard.uri(), Look.WIDE_LIGHT)) {
      ClientIdentity client = ClientIdentity.selfSigned(directory.resolve("client"), "orders-sync");
      ClientIdentity stranger = ClientIdentity.selfSigned(directory.resolve("other"), "stranger");
      SampleCalls calls = new SampleCalls(dashboard);

      FirstSteps.becomeAdministrator(ada, dashboard);
      String invitation = Invitations.invite(ada, "ben@wingtip.example", "Administrator");
      Invitations.accept(ben, invitation, "Ben Ode");
      Publishing.publishApi(ben, "Orders API", "/orders", upstream.uri());
      Publishing.uploadCertificate(ben, client, "orders-sync");
      Publishing.allow(ben, "orders-sync", "Orders API");
      String token = Publishing.issueToken(ben, "Orders prod", "Orders API");
      calls.untilLetIn(client, token);
      String refusal = calls.refused(stranger, token);
      Publishing.lookUp(ben, refusal);
      assertThat(ben.page().content()).contains("CN=stranger").contains("certificate_not_allowed");
      Publishing.deleteCertificate(ben, "orders-sync");
      calls.untilRefused(client, token);
    }
  }
}
