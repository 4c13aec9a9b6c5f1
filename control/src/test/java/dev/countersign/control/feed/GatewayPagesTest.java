package dev.countersign.control.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayPagesTest {

  private final RunningControl control = RunningControl.shared();
  private PageClient person;

  @BeforeEach
  void signIn() {
    person = control.member(control.first(), "gateways:view", "gateways:create", "gateways:delete");
  }

  @Test
  @DisplayName("The list of gateways says how each stands, and that not everything is everywhere")
  void list() {
    String silent = newGateway("eu-silent", "now() - interval '1 hour'");
    String page = person.get("/gateways").body();
    assertThat(page)
        .contains("eu-silent", "Silent", "Not everything is in force everywhere yet")
        .contains("/gateways/" + silent + "/remove");
    assertThat(person.get("/overview").body()).contains("Gateways that do not answer");
  }

  @Test
  @DisplayName(
      "Enrolling a gateway shows its token once, as a variable of the command, and where to run that")
  void enrol() {
    String page = person.post("/gateways/enrol", "/gateways/enrol").body();
    assertThat(page)
        .containsPattern("COUNTERSIGN_ENROLMENT_TOKEN=cse_\\S+ \\\\\n")
        .contains(
            "  ./countersign gateway --control localhost:%d --data ./gateway-data"
                .formatted(control.plane().feedPort()))
        .contains("folder of Countersign", "./gateway-data/gateway/server.pem", "--tls-certificate")
        .contains("This control plane listens on this machine only", "--bind")
        .doesNotContain("--enrolment-token");
  }

  @Test
  @DisplayName("A control plane that other machines reach is not said to listen on this one only")
  void reached(@TempDir Path directory) {
    TestDatabase database = TestPostgres.shared().database();
    ControlOptions everywhere =
        new ControlOptions(
            database.jdbcUrl(),
            database.user(),
            database.password(),
            "0.0.0.0",
            0,
            0,
            directory,
            Optional.empty(),
            Optional.empty());
    try (RunningControl open = RunningControl.start(database, everywhere)) {
      assertThat(open.context().getBean(FeedListener.class).isOnThisMachineOnly()).isFalse();
    }
  }

  @Test
  @DisplayName("Removing a gateway says what it means, and takes its typed name")
  void remove() {
    String id = newGateway("eu-gone", "NULL");
    String remove = "/gateways/" + id + "/remove";
    assertThat(person.get(remove).body()).contains("Stop it first");
    assertThat(person.post(remove, remove, "confirm", "eu").statusCode()).isEqualTo(422);
    assertThat(person.post(remove, remove, "confirm", "eu-gone").statusCode()).isEqualTo(302);
    assertThat(person.get("/gateways").body()).doesNotContain(remove);
    assertThat(person.get(remove).statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("Gateways are for the first company alone: neither page nor menu elsewhere")
  void otherCompany() {
    PageClient stranger =
        control.member(control.company(), "gateways:view", "gateways:create", "gateways:delete");
    assertThat(stranger.get("/gateways").statusCode()).isEqualTo(403);
    assertThat(stranger.get("/overview").body()).doesNotContain("href=\"/gateways\"");
    assertThat(stranger.post("/overview", "/gateways/enrol").statusCode()).isEqualTo(403);
  }

  private String newGateway(String name, String seen) {
    String id = "test-" + UUID.randomUUID();
    control.update(
        """
        INSERT INTO feed.gateway (id, name, in_process, enrolled_at, last_seen_at)
        VALUES (?, ?, false, now(), %s)
        """
            .formatted(seen),
        id,
        name);
    return id;
  }
}
