package dev.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import dev.countersign.testkit.http.FaultyUpstream;
import dev.countersign.testkit.port.FreePort;
import dev.countersign.testkit.postgres.TestPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls through a gateway in a process of its own, and what the control plane tells of them. */
@DisplayName("What a gateway reports")
class ReportedTest {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration REPORTED = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private final int gateway = FreePort.next();
  private final TestCertificate listed = TestCertificate.selfSigned("listed");
  private final TestCertificate stranger = TestCertificate.selfSigned("stranger");
  private RunningControl control;
  private ApiClient company;
  private FaultyUpstream upstream;
  private Program program;
  private JsonNode credential;

  @BeforeEach
  void start() throws Exception {
    control =
        RunningControl.start(
            TestPostgres.shared().database(), folder.resolve("control"), InstantSource.system());
    company =
        control.company(
            "certificates:read",
            "certificates:write",
            "apis:write",
            "credentials:read",
            "credentials:write",
            "refusals:read");
    upstream = FaultyUpstream.start();
    company.upload(listed).expect(201);
    String api =
        company
            .post(
                "/apis",
                """
                {"name": "Orders", "hosts": ["localhost"], "listenPath": "/orders",
                 "upstream": {"url": "%s"}, "authentication": {"type": "auth-token"},
                 "mutualTls": {"mode": "enforce", "allowList": ["%s"]}}
                """
                    .formatted(upstream.url(), listed.fingerprint()))
            .expect(201)
            .text("id");
    credential =
        company
            .post("/credentials", "{\"name\": \"orders\", \"apis\": [\"%s\"]}".formatted(api))
            .expect(201)
            .json();
    program =
        Program.start(
            folder.resolve("gateway.log"),
            Map.of("COUNTERSIGN_ENROLMENT_TOKEN", control.plane().createEnrolment()),
            "gateway",
            "--control",
            "127.0.0.1:" + control.plane().feedPort(),
            "--data",
            folder.resolve("edge").toString(),
            "--gateway-port",
            "" + gateway,
            "--operations-port=0");
  }

  @AfterEach
  void stop() {
    program.close();
    upstream.close();
    control.close();
  }

  private HttpResponse<String> call(TestCertificate identity) throws Exception {
    return new Consumer(
            identity, credential.get("token").asString(), folder.resolve("edge/gateway/server.pem"))
        .get(gateway);
  }

  private HttpResponse<String> awaitCall(TestCertificate identity, int status) {
    return await()
        .atMost(START)
        .ignoreExceptions()
        .until(
            () -> {
              assertThat(program.isAlive()).as(program.output()).isTrue();
              return call(identity);
            },
            answer -> answer.statusCode() == status);
  }

  @Test
  @DisplayName("G20 a refused call is found by the id in its answer, by its own company alone")
  void refused() throws Exception {
    ApiClient other = control.company("refusals:read");
    HttpResponse<String> answer = awaitCall(stranger, 403);
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("code").asString()).isEqualTo("certificate_not_allowed");
    String id = problem.get("id").asString();
    await()
        .atMost(REPORTED)
        .untilAsserted(() -> assertThat(company.get("/refusals/" + id).status()).isEqualTo(200));
    JsonNode refusal = company.get("/refusals/" + id).expect(200).json();
    assertThat(refusal.get("id").asString()).isEqualTo(id);
    assertThat(refusal.get("code").asString()).isEqualTo("certificate_not_allowed");
    assertThat(refusal.get("cause").asString()).isEqualTo("unknown");
    assertThat(refusal.get("path").asString()).isEqualTo("/orders/1");
    assertThat(refusal.at("/presented/certificate/fingerprint").asString())
        .isEqualTo(stranger.fingerprint());
    assertThat(refusal.at("/expected/allowList/0/id").asString()).isEqualTo(listed.fingerprint());
    assertThat(refusal.get("message").asString()).contains("stranger");
    assertThat(refusal.get("advice").asString()).isNotBlank();
    other.get("/refusals/" + id).expectProblem(404, "not_found");
    assertThat(other.get("/refusals").expect(200).ids()).isEmpty();
  }

  @Test
  @DisplayName(
      "S4 a call that was let in makes the last use of its certificate and credential known")
  void letIn() {
    String certificate = "/certificates/" + listed.fingerprint();
    String token = "/credentials/" + credential.get("id").asString();
    assertThat(company.get(certificate).expect(200).text("lastPresentedAt")).isNull();
    assertThat(company.get(token).expect(200).text("lastUsedAt")).isNull();
    Instant before = Instant.now();
    awaitCall(listed, 200);
    await()
        .atMost(REPORTED)
        .untilAsserted(() -> {
          assertThat(company.get(certificate).expect(200).text("lastPresentedAt")).isNotNull();
          assertThat(company.get(token).expect(200).text("lastUsedAt")).isNotNull();
        });
    // The gateway tells the time to about a second.
    assertThat(Instant.parse(company.get(certificate).text("lastPresentedAt")))
        .isBetween(before.minusSeconds(2), Instant.now().plusSeconds(2));
    assertThat(Instant.parse(company.get(token).text("lastUsedAt")))
        .isBetween(before.minusSeconds(2), Instant.now().plusSeconds(2));
  }
}
