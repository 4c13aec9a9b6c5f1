package dev.countersign.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.e2e.harness.Caller;
import dev.countersign.e2e.harness.ClientIdentity;
import dev.countersign.e2e.harness.Installation;
import dev.countersign.e2e.harness.SampleUpstream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** How long a change takes from its answer to its first effect, on one open connection. */
@DisplayName("A change")
class ChangeLatencyTest {

  private static final int CHANGES = 40;
  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(5);

  @TempDir Path directory;

  @Test
  @DisplayName("G8 takes effect on an open connection; how soon is reported, five seconds fail")
  void takesEffect(TestReporter reporter) throws Exception {
    try (SampleUpstream upstream = new SampleUpstream();
        Installation installation = Installation.start(directory)) {
      var management = installation.management();
      ClientIdentity identity = ClientIdentity.selfSigned(directory.resolve("clients"), "client");
      String certificate = management.storeCertificate(identity.pem());
      String api = management.publishApi("Orders", "/orders", upstream.uri(), List.of(certificate));
      String token = management.issueToken("orders", api);
      installation.awaitGatewayHasAll();

      List<Duration> taken = new ArrayList<>();
      try (Caller caller = Caller.of(installation.gatewayCertificate(), identity, token)) {
        var uri = installation.gatewayUri("/orders/1");
        assertThat(caller.get(uri).statusCode()).isEqualTo(200);
        for (int i = 0; i < CHANGES; i++) {
          boolean add = i % 2 == 1;
          int expected = add ? 200 : 403;
          int answered =
              management
                  .send(add ? "PUT" : "DELETE", "/apis/" + api + "/allow-list/" + certificate, null)
                  .status();
          long committed = System.nanoTime();
          assertThat(answered).isEqualTo(204);
          while (caller.get(uri).statusCode() != expected) {
            assertThat(Duration.ofNanos(System.nanoTime() - committed)).isLessThan(FAR_TOO_LONG);
          }
          taken.add(Duration.ofNanos(System.nanoTime() - committed));
        }
      }
      Collections.sort(taken);
      String report =
          "%d changes: median %d ms, p95 %d ms, longest %d ms"
              .formatted(
                  CHANGES,
                  taken.get(CHANGES / 2).toMillis(),
                  taken.get(CHANGES * 95 / 100).toMillis(),
                  taken.getLast().toMillis());
      reporter.publishEntry("G8 from the answer to the first effect", report);
      System.out.println("ChangeLatencyTest: " + report);
    }
  }
}
