package dev.countersign.server.feed;

import static dev.countersign.policy.feed.SampleConfiguration.api;
import static dev.countersign.policy.feed.SampleConfiguration.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.countersign.control.TestPlane;
import dev.countersign.control.feed.FeedProbe;
import dev.countersign.gateway.Gateway;
import dev.countersign.gateway.GatewayOptions;
import dev.countersign.gateway.feed.HttpConfigurationFeed;
import dev.countersign.policy.feed.FeedAnswer;
import dev.countersign.policy.feed.FeedUnavailableException;
import dev.countersign.policy.snapshot.Snapshot;
import dev.countersign.testkit.certificate.TestCertificate;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class FeedGateTest {

  private static final List<String> ROUTES =
      List.of("/feed/v1/snapshot", "/feed/v1/changes?feedId=x&after=0", "/feed/v1/renewals");

  @TempDir Path data;
  private TestDatabase database;
  private TestPlane plane;

  @BeforeEach
  void start() {
    database = TestPostgres.shared().database();
    plane = TestPlane.start(database, data.resolve("control"));
  }

  @AfterEach
  void stop() {
    plane.close();
  }

  private RawClient raw() throws Exception {
    return RawClient.anonymous(plane.plane().feedPort());
  }

  @Test
  @DisplayName("Without a certificate only an enrolment is answered")
  void withoutCertificate() throws Exception {
    for (String route : ROUTES) {
      HttpResponse<String> answer = raw().get(route);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("gateway_certificate_required");
    }
    assertThat(raw().post("/feed/v1/enrolments", "{}").statusCode()).isEqualTo(422);
  }

  @Test
  @DisplayName(
      "A certificate that the feed's authority did not issue opens nothing, whatever it says")
  void foreignCertificate() throws Exception {
    TestCertificate foreign =
        TestCertificate.ca("Countersign feed authority").issueClient("a gateway");
    RawClient client = RawClient.with(plane.plane().feedPort(), foreign);
    for (String route : ROUTES) {
      HttpResponse<String> answer = client.get(route);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("gateway_unknown");
    }
  }

  @Test
  @DisplayName("The feed port serves the feed alone, and no other port serves the feed")
  void ports() throws Exception {
    for (String path : List.of("/api/v1/gateways", "/openapi.json", "/health", "/metrics", "/")) {
      assertThat(raw().get(path).statusCode()).isEqualTo(404);
    }
    assertThat(FeedFixture.get(plane, "/feed/v1/snapshot").statusCode()).isEqualTo(404);
    assertThat(FeedFixture.get(plane, "/feed/v1/enrolments").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "Whoever fails to enrol again and again is told to wait, and a huge body is not read")
  void throttled() throws Exception {
    String body =
        "{\"token\":\"cse_x\",\"name\":\"n\",\"signingRequest\":\"-----BEGIN NOTHING-----\"}";
    for (int i = 0; i < 10; i++) {
      assertThat(raw().post("/feed/v1/enrolments", body).statusCode()).isEqualTo(400);
    }
    assertThat(raw().post("/feed/v1/enrolments", body).statusCode()).isEqualTo(429);
    String huge = "{\"token\":\"" + "x".repeat(70_000) + "\"}";
    assertThat(raw().post("/feed/v1/enrolments", huge).statusCode()).isEqualTo(413);
  }

  @Test
  @DisplayName("A removed gateway's open poll ends, and it is refused from then on, at both planes")
  void removed() throws Exception {
    try (TestPlane other = TestPlane.start(database, data.resolve("control"));
        HttpConfigurationFeed feed = FeedFixture.enrolled(plane, data.resolve("gateway"));
        HttpConfigurationFeed there =
            HttpConfigurationFeed.open(
                FeedFixture.address(other), data.resolve("gateway"), InstantSource.system())) {
      Snapshot held = feed.snapshot();
      assertThat(there.snapshot().feedId()).isEqualTo(held.feedId());
      CompletableFuture<FeedAnswer> here = poll(feed, held);
      CompletableFuture<FeedAnswer> elsewhere = poll(there, held);
      FeedProbe.awaitWaiting(plane, 1);
      FeedProbe.awaitWaiting(other, 1);
      String id = FeedFixture.gateway(plane).get("id").stringValue();
      assertThat(FeedFixture.rest(plane, "DELETE", "/gateways/" + id).statusCode()).isEqualTo(204);
      for (CompletableFuture<FeedAnswer> poll : List.of(here, elsewhere)) {
        assertThatThrownBy(() -> poll.get(10, TimeUnit.SECONDS))
            .hasRootCauseInstanceOf(FeedUnavailableException.class)
            .hasStackTraceContaining("was removed");
      }
      assertThat(feed.refusal()).hasValueSatisfying(why -> assertThat(why).contains("removed"));
      assertThatThrownBy(feed::snapshot).hasMessageContaining("was removed");
      assertThat(feed.renewIfDue()).isFalse();
      assertThat(FeedFixture.rest(plane, "DELETE", "/gateways/" + id).statusCode()).isEqualTo(404);
    }
  }

  private static CompletableFuture<FeedAnswer> poll(HttpConfigurationFeed feed, Snapshot held) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return feed.changesAfter(held.feedId(), held.revision(), Duration.ofSeconds(20));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  @Test
  @DisplayName("A4 G46 A removed gateway serves on, and its readiness and metrics say that it was")
  void removedGatewaySaysSo() throws Exception {
    plane.publish(List.of(put(api("a", "1"))));
    HttpConfigurationFeed feed = FeedFixture.enrolled(plane, data.resolve("gateway"));
    GatewayOptions options = GatewayOptions.onLoopback(data.resolve("gateway"));
    try (feed;
        Gateway gateway = Gateway.start(options, feed, InstantSource.system())) {
      await().until(() -> gateway.revision().isPresent());
      assertThat(operations(gateway, "health/ready").body()).contains("\"feed\":\"connected\"");
      assertThat(operations(gateway, "metrics").body())
          .contains("countersign_feed_refused 0.0")
          .containsPattern("left_seconds\\{certificate=\"feed\"} 2\\.?59")
          .containsPattern("left_seconds\\{certificate=\"server\"} 7\\.1");

      FeedFixture.rest(plane, "DELETE", "/gateways/" + feed.gatewayId());

      await()
          .untilAsserted(() ->
              assertThat(operations(gateway, "health/ready").body())
                  .contains("\"status\":\"ready\"", "\"feed\":\"refused\"", "was removed"));
      assertThat(operations(gateway, "health/ready").statusCode()).isEqualTo(200);
      assertThat(operations(gateway, "metrics").body()).contains("countersign_feed_refused 1.0");
    }
  }

  private static HttpResponse<String> operations(Gateway gateway, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + gateway.operationsPort() + "/" + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  @DisplayName("GET /gateways shows each gateway's revision, lag and certificate")
  void list() throws Exception {
    try (HttpConfigurationFeed feed = FeedFixture.enrolled(plane, data.resolve("gateway"))) {
      JsonNode fresh = FeedFixture.gateway(plane);
      assertThat(fresh.get("status").stringValue()).isEqualTo("new");
      assertThat(fresh.get("id").stringValue()).isEqualTo(feed.gatewayId());
      assertThat(Instant.parse(fresh.get("certificateNotAfter").stringValue()))
          .isEqualTo(feed.certificateNotAfter());
      plane.publish(List.of(put(api("a", "1"))));
      Snapshot held = feed.snapshot();
      FeedProbe.awaitFresh(plane);
      feed.changesAfter(held.feedId(), held.revision(), Duration.ZERO);
      JsonNode current = FeedFixture.gateway(plane);
      assertThat(current.get("status").stringValue()).isEqualTo("current");
      assertThat(current.get("revision").longValue()).isEqualTo(1);
      assertThat(current.get("lag").get("revisions").longValue()).isZero();
      assertThat(current.get("currentSince").isNull()).isFalse();
      plane.publish(List.of(put(api("a", "2"))));
      plane.publish(List.of(put(api("a", "3"))));
      JsonNode behind = FeedFixture.gateway(plane);
      assertThat(behind.get("status").stringValue()).isEqualTo("behind");
      assertThat(behind.get("lag").get("revisions").longValue()).isEqualTo(2);
      assertThat(behind.get("lag").get("milliseconds").longValue()).isBetween(0L, 60_000L);
    }
  }

  @Test
  @DisplayName("The gateway inside the control plane is shown too, and cannot be removed there")
  void inProcess() throws Exception {
    Snapshot held = plane.feed().snapshot();
    await("the control plane has read its feed once")
        .ignoreExceptionsInstanceOf(FeedUnavailableException.class)
        .until(
            () -> plane.feed().changesAfter(held.feedId(), held.revision(), Duration.ZERO) != null);
    JsonNode gateway = FeedFixture.gateway(plane);
    assertThat(gateway.get("inProcess").booleanValue()).isTrue();
    assertThat(gateway.get("status").stringValue()).isEqualTo("current");
    assertThat(gateway.hasNonNull("certificateNotAfter")).isFalse();
    String id = gateway.get("id").stringValue();
    assertThat(FeedFixture.rest(plane, "DELETE", "/gateways/" + id).statusCode()).isEqualTo(409);
  }

  @Test
  @DisplayName("An enrolment token over REST says until when it works")
  void token() throws Exception {
    HttpResponse<String> answer = FeedFixture.rest(plane, "POST", "/gateways/enrolments");
    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode body = FeedFixture.json(answer);
    assertThat(body.get("token").stringValue()).startsWith("cse_");
    assertThat(Instant.parse(body.get("expiresAt").stringValue()))
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(59)), Instant.now().plus(Duration.ofMinutes(61)));
  }

  @Test
  @DisplayName("A stop of the control plane does not wait for those who wait for changes")
  void stopEndsPolls() throws Exception {
    try (HttpConfigurationFeed feed = FeedFixture.enrolled(plane, data.resolve("gateway"))) {
      Snapshot held = feed.snapshot();
      CompletableFuture<FeedAnswer> poll = poll(feed, held);
      FeedProbe.awaitWaiting(plane, 1);
      long start = System.nanoTime();
      plane.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      await().atMost(Duration.ofSeconds(10)).until(poll::isDone);
    }
  }
}
