package dev.countersign.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.e2e.harness.Caller;
import dev.countersign.e2e.harness.ClientIdentity;
import dev.countersign.e2e.harness.Dashboard;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** Calls of the sample company's API through its gateway. */
record SampleCalls(Dashboard dashboard) {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String PATH = "/orders/7";

  /** Calls until the gateway knows who is allowed. */
  void untilLetIn(ClientIdentity identity, String token) throws Exception {
    try (Caller caller = Caller.of(dashboard.gatewayCertificate(), identity, token)) {
      await("let in")
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(caller.get(dashboard.gateway(PATH)).statusCode()).isEqualTo(200));
    }
  }

  /** Calls until the gateway lets this one in no more. */
  void untilRefused(ClientIdentity identity, String token) throws Exception {
    try (Caller caller = Caller.of(dashboard.gatewayCertificate(), identity, token)) {
      await("refused")
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(caller.get(dashboard.gateway(PATH)).statusCode()).isEqualTo(403));
    }
  }

  /** Is refused, and told the id of the refusal. */
  String refused(ClientIdentity identity, String token) throws Exception {
    try (Caller caller = Caller.of(dashboard.gatewayCertificate(), identity, token)) {
      var answer = caller.get(dashboard.gateway(PATH));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
      return JsonMapper.shared().readTree(answer.body()).path("id").asString();
    }
  }
}
