package dev.countersign.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.e2e.harness.Caller;
import dev.countersign.e2e.harness.ClientIdentity;
import dev.countersign.e2e.harness.Installation;
import dev.countersign.e2e.harness.SampleUpstream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of each process, and of all, while consumers call and a script writes. */
@DisplayName("When a process is killed")
class KillTest {

  @TempDir Path directory;
  private SampleUpstream upstream;
  private Installation installation;
  private ClientIdentity identity;
  private WritesUnderWay writes;
  private CallsUnderWay calls;

  @BeforeEach
  void startEverythingAndPutItUnderLoad() throws Exception {
    upstream = new SampleUpstream();
    installation = Installation.start(directory);
    identity = ClientIdentity.selfSigned(directory.resolve("clients"), "orders-client");
    var management = installation.management();
    String certificate = management.storeCertificate(identity.pem());
    String api = management.publishApi("Orders", "/orders", upstream.uri(), List.of(certificate));
    String token = management.issueToken("orders", api);
    // The gateway saves a little after it has a change in force; a kill in between forgets the
    // token.
    installation.awaitGatewayHasAll();
    writes = WritesUnderWay.start(installation.management(), api);
    calls =
        CallsUnderWay.start(
            () -> Caller.of(installation.gatewayCertificate(), identity, token),
            installation.gatewayUri("/orders/1"));
    calls.awaitMore(20);
    writes.awaitMore(5);
  }

  @AfterEach
  void stopEverything() throws Exception {
    calls.close();
    writes.close();
    installation.close();
    upstream.close();
  }

  @Test
  @DisplayName(
      "G46 the gateway serves on while the control plane is away, and nothing stored is lost")
  void controlPlane() throws Exception {
    installation.killControl();
    calls.awaitMore(100);
    assertThat(calls.failures()).isEmpty();

    installation.startControl();
    writes.awaitMore(5);
    writes.assertNothingIsLost();
    assertThat(calls.failures()).isEmpty();
  }

  @Test
  @DisplayName(
      "G46 the gateway serves on while the database is away; it comes back by itself with all that was stored")
  void database() throws Exception {
    try (var outage = installation.holdPostgresDown()) {
      calls.awaitMore(100);
      assertThat(outage.kills()).isPositive();
    }

    writes.awaitMore(5);
    writes.assertNothingIsLost();
    assertThat(calls.failures()).isEmpty();
  }

  @Test
  @DisplayName(
      "G46 a gateway that starts while the control plane is away serves its last good configuration")
  void gatewayAndControlPlane() throws Exception {
    writes.close();
    installation.awaitGatewayHasAll();
    installation.killControl();
    installation.killGateway();
    installation.startGateway();

    installation.awaitGateway();
    calls.awaitMore(20);
    assertThat(calls.wrongAnswers()).isEmpty();
  }

  @Test
  @DisplayName("G46 after all processes were killed at once, up again means as before")
  void all() throws Exception {
    installation.killPostgres();
    installation.killControl();
    installation.killGateway();

    installation.startControl();
    installation.startGateway();
    installation.awaitGateway();
    calls.awaitMore(20);
    writes.awaitMore(5);
    writes.assertNothingIsLost();
    assertThat(calls.wrongAnswers()).isEmpty();
  }

  @Test
  @Tag("long")
  @DisplayName("G46 a hundred kills in random order lose nothing that was answered as stored")
  void hundredKills() throws Exception {
    long seed = Long.getLong("countersign.seed", System.nanoTime());
    System.out.println("KillTest seed " + seed + " (repeat with -Dcountersign.seed=" + seed + ")");
    Random random = new Random(seed);
    for (int kill = 1; kill <= 100; kill++) {
      switch (random.nextInt(4)) {
        case 0 -> installation.killPostgres();
        case 1 -> {
          installation.killControl();
          installation.startControl();
        }
        case 2 -> {
          installation.killGateway();
          installation.startGateway();
          installation.awaitGateway();
        }
        default -> {
          installation.killPostgres();
          installation.killControl();
          installation.killGateway();
          installation.startControl();
          installation.startGateway();
          installation.awaitGateway();
        }
      }
      writes.awaitMore(3);
      calls.awaitMore(10);
    }
    writes.assertNothingIsLost();
    assertThat(calls.wrongAnswers()).isEmpty();
    await().atMost(Duration.ofSeconds(10)).untilAsserted(installation::awaitGatewayHasAll);
    System.out.printf(
        "KillTest: 100 kills, %d writes kept, %d calls%n", writes.count(), calls.count());
  }
}
