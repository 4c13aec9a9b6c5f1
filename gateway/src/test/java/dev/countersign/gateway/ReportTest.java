package dev.countersign.gateway;

import static dev.countersign.gateway.GatewayFixture.ALICE;
import static dev.countersign.gateway.GatewayFixture.BOB;
import static dev.countersign.gateway.GatewayFixture.TOKEN;
import static dev.countersign.gateway.GatewayFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.policy.report.RefusalRecord;
import dev.countersign.policy.report.ReportFormat;
import dev.countersign.policy.report.Use;
import dev.countersign.policy.report.Use.Kind;
import dev.countersign.testkit.certificate.TestCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a gateway reports to its control plane. */
class ReportTest {
  private static final String BEARER = "Authorization: Bearer " + TOKEN + "\r\n";

  private final GatewayFixture fixture = GatewayFixture.start().mutualTlsApi();
  private final ReportsFake reports = fixture.feed.reports;

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(30));
  }

  private static String id(RawAnswer refused) {
    return refused.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
  }

  private RefusalRecord recordOf(RawAnswer refused) {
    String id = id(refused);
    soon().until(() -> reports.records().stream().anyMatch(record -> record.id().equals(id)));
    return reports.records().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("S4 each use counts for the API, the certificate and the credential, with its time")
  void uses() {
    fixture.get("api.test", "/x", BEARER, ALICE);
    fixture.get("api.test", "/x", BEARER, ALICE);
    fixture.get("api.test", "/x", "Authorization: Bearer wrong\r\n", ALICE);
    soon().until(() -> reports.letIn(Kind.API, "mtls") == 2);
    soon().until(() -> reports.refused(Kind.CERTIFICATE, ALICE.fingerprint()) == 1);
    assertThat(reports.letIn(Kind.CERTIFICATE, ALICE.fingerprint())).isEqualTo(2);
    assertThat(reports.letIn(Kind.CREDENTIAL, "cred")).isEqualTo(2);
    assertThat(reports.refused(Kind.CREDENTIAL, "cred")).isZero();
    assertThat(reports.refused(Kind.API, "mtls")).isEqualTo(1);
    assertThat(reports.uses(Kind.CREDENTIAL, "cred"))
        .allSatisfy(use -> assertThat(use.lastLetInAt()).isEqualTo(fixture.clock.instant()));
  }

  @Test
  @DisplayName("The refusal behind an answer's id is reported with its whole reason")
  void reason() {
    RefusalRecord record = recordOf(fixture.get("api.test", "/x?key=1", BEARER, BOB));
    assertThat(record.apiId()).isEqualTo("mtls");
    assertThat(record.code()).isEqualTo("certificate_not_allowed");
    assertThat(record.cause()).isEqualTo("unknown");
    assertThat(record.at()).isEqualTo(fixture.clock.instant().truncatedTo(ChronoUnit.MILLIS));
    assertThat(record.path()).isEqualTo("/x");
    assertThat(record.host()).isEqualTo("api.test");
    assertThat(record.presented().certificate().fingerprint()).isEqualTo(BOB.fingerprint());
    assertThat(record.presented().serverName()).isEqualTo("api.test");
    assertThat(record.expected().allowList()).extracting("id").contains(ALICE.fingerprint());
  }

  @Test
  @DisplayName("What fails after a request was let in names its API and its client, too")
  void upstreamGone() {
    fixture.feed.put(
        fixture.api("gone", "/gone").mutualTls().url("http://127.0.0.1:1").build(),
        GatewayFixture.listed("gone", ALICE));
    fixture.inForce();
    RefusalRecord record = recordOf(fixture.get("api.test", "/gone", "", ALICE));
    assertThat(record.code()).isEqualTo("upstream_unreachable");
    assertThat(record.apiId()).isEqualTo("gone");
    assertThat(record.presented().certificate().fingerprint()).isEqualTo(ALICE.fingerprint());
    soon().until(() -> reports.letIn(Kind.API, "gone") == 1);
    assertThat(reports.refused(Kind.API, "gone")).isZero();
  }

  @Test
  @DisplayName("G21 no token, header, cookie or query is in a report")
  void secrets() {
    String all = BEARER + "Cookie: session=s3cr3t\r\nX-Api-Key: s3cr3t\r\n";
    recordOf(fixture.get("api.test", "/" + TOKEN + "?key=" + TOKEN, all, BOB));
    recordOf(fixture.get("api.test", "/x", "Authorization: Bearer wrong" + TOKEN + "\r\n", ALICE));
    recordOf(fixture.get("api.test", "/x", "Authorization: Basic " + TOKEN + "\r\n", ALICE));
    recordOf(fixture.get("api.test", "//x/../../" + TOKEN + "?" + TOKEN, BEARER, ALICE));
    for (RefusalRecord record : reports.records()) {
      assertThat(new String(ReportFormat.writeRecord(record), StandardCharsets.UTF_8))
          .doesNotContain(TOKEN)
          .doesNotContain("s3cr3t");
    }
  }

  @Test
  @DisplayName("Of many refusals for one reason some are recorded, and all are counted")
  void flood() {
    flood(500);
    soon().until(() -> reports.refusals("certificate_not_allowed") == 500);
    assertThat(reports.records()).hasSizeBetween(50, 100);
  }

  private void flood(int requests) {
    try (RawClient stranger = fixture.connect("api.test", BOB)) {
      for (int i = 0; i < requests; i++) {
        stranger.get("api.test", "/x", "");
      }
    }
  }

  @Test
  @DisplayName("A flood of strangers hides neither other reasons nor clients that are known")
  void notHidden() {
    TestCertificate carol = GatewayFixture.CLIENT_CA.issueClient("carol");
    fixture.feed.put(stored(carol));
    fixture.inForce();
    flood(500);
    assertThat(recordOf(fixture.get("api.test", "/x", BEARER, carol)).code())
        .isEqualTo("certificate_not_allowed");
    assertThat(recordOf(fixture.get("api.test", "/x", "", ALICE)).cause()).isEqualTo("absent");
  }

  @Test
  @DisplayName("A certificate that nobody stored is not counted by itself, whoever makes how many")
  void strangers() {
    for (int i = 0; i < 20; i++) {
      fixture.get("api.test", "/x", "", TestCertificate.selfSigned("stranger-" + i));
    }
    soon().until(() -> reports.refused(Kind.API, "mtls") == 20);
    assertThat(reports.uses()).extracting(Use::kind).containsOnly(Kind.API);
  }

  @Test
  @DisplayName("While no control plane takes reports, numbers add up, and reach it exactly once")
  void away() {
    reports.goAway();
    flood(60);
    fixture.get("api.test", "/x", BEARER, ALICE);
    reports.loseAnswers(2);
    reports.comeBack();
    soon().until(() -> reports.refusals("certificate_not_allowed") == 60);
    soon().until(() -> reports.letIn(Kind.API, "mtls") == 1);
    soon().until(() -> reports.repeats() == 2);
    fixture.get("api.test", "/x", BEARER, ALICE);
    soon().until(() -> reports.letIn(Kind.API, "mtls") == 2);
    assertThat(reports.refusals("certificate_not_allowed")).isEqualTo(60);
  }

  @Test
  @DisplayName("G47 what was counted before a shutdown is reported by its end")
  void lastWords() {
    fixture.get("api.test", "/x", BEARER, ALICE);
    fixture.gateway.close();
    assertThat(reports.letIn(Kind.API, "mtls")).isEqualTo(1);
    fixture.open();
  }

  @Test
  @DisplayName("A4 requests that were refused count for the API that they led to")
  void metrics() {
    fixture.get("api.test", "/x", "", BOB);
    String counted = "countersign_requests_total{api=\"mtls\",status=\"403\"}";
    soon().until(() -> Metrics.read(fixture.gateway, counted).equals("1.0"));
    assertThat(List.of(Metrics.get(fixture.gateway, "/metrics").body()))
        .noneMatch(all -> all.contains("countersign_requests_total{api=\"\""));
  }
}
