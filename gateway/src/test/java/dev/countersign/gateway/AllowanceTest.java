package dev.countersign.gateway;

import static dev.countersign.gateway.GatewayFixture.ALICE;
import static dev.countersign.gateway.GatewayFixture.TOKEN;
import static dev.countersign.gateway.GatewayFixture.credential;
import static dev.countersign.gateway.GatewayFixture.listed;
import static dev.countersign.gateway.GatewayFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.GatewayFixture.CredentialBuilder;
import dev.countersign.policy.configuration.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A credential's rate limit and quota, as one gateway keeps them. */
class AllowanceTest {
  private static final String BEARER = "Authorization: Bearer " + TOKEN + "\r\n";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final GatewayFixture fixture =
      GatewayFixture.withLimits(limits -> limits.withSizes(8_192, 100));

  @BeforeEach
  void configure() {
    fixture.clock.set(Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    fixture.feed.put(
        stored(ALICE),
        fixture.api("token", "/token").token().build(),
        fixture.api("mtls", "/mtls").mutualTls().token().build(),
        listed("mtls", ALICE));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static CredentialBuilder limited() {
    return credential("cred", "token", "mtls");
  }

  private void put(CredentialBuilder... credentials) {
    for (CredentialBuilder each : credentials) {
      fixture.feed.put(each.build());
    }
    fixture.inForce();
  }

  private RawAnswer get() {
    return fixture.get("open.test", "/token", BEARER);
  }

  private List<String> codes(int requests) {
    List<String> codes = new ArrayList<>();
    try (RawClient client = fixture.connect("open.test")) {
      for (int i = 0; i < requests; i++) {
        codes.add(client.get("open.test", "/token", BEARER).code());
      }
    }
    return codes;
  }

  @Test
  @DisplayName("G30 a rate limit answers 429 with Retry-After, and refills as time goes")
  void rateLimit() {
    put(limited().rateLimit(2, Duration.ofSeconds(10)));
    assertThat(codes(3)).containsExactly("200", "200", "rate_limited");
    RawAnswer answer = get();
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("retry-after")).isEqualTo("5");
    fixture.clock.advance(Duration.ofSeconds(4));
    assertThat(get().header("retry-after")).isEqualTo("1");
    fixture.clock.advance(SECOND);
    assertThat(codes(2)).containsExactly("200", "rate_limited");
    fixture.clock.advance(HOUR);
    assertThat(codes(3)).containsExactly("200", "200", "rate_limited");
    assertThat(fixture.upstream.requests()).hasSize(5);
  }

  @Test
  @DisplayName("G30 Retry-After is whole seconds, never less than the wait and at least 1")
  void retryAfter() {
    put(limited().rateLimit(1, Duration.ofMillis(2_001)));
    assertThat(codes(1)).containsExactly("200");
    fixture.clock.advance(Duration.ofNanos(500_000));
    assertThat(get().header("retry-after")).isEqualTo("3");
    fixture.clock.advance(Duration.ofSeconds(2));
    assertThat(get().header("retry-after")).isEqualTo("1");
  }

  @Test
  @DisplayName("G30 a quota answers 429 and says when it renews; its window begins with a request")
  void quota() {
    put(limited().quota(2, HOUR));
    fixture.clock.advance(Duration.ofMinutes(10));
    Instant first = fixture.clock.instant();
    assertThat(codes(1)).containsExactly("200");
    fixture.clock.advance(Duration.ofMinutes(59));
    assertThat(codes(2)).containsExactly("200", "quota_exceeded");
    RawAnswer answer = get();
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("retry-after")).isEqualTo("60");
    assertThat(answer.body()).contains("it renews at " + first.plus(HOUR));
    fixture.clock.advance(Duration.ofMinutes(1));
    assertThat(codes(3)).containsExactly("200", "200", "quota_exceeded");
  }

  @Test
  @DisplayName("G30 a request that the rate limit refuses is not counted against the quota")
  void refusedIsNotCounted() {
    put(limited().rateLimit(1, SECOND).quota(4, HOUR));
    for (int i = 0; i < 3; i++) {
      assertThat(codes(4)).containsExactly("200", "rate_limited", "rate_limited", "rate_limited");
      fixture.clock.advance(SECOND);
    }
    assertThat(codes(2)).containsExactly("200", "quota_exceeded");
    fixture.clock.advance(HOUR);
    assertThat(codes(2)).containsExactly("200", "rate_limited");
  }

  @Test
  @DisplayName("G30 only admitted requests count")
  void onlyAdmitted() {
    put(limited().quota(1, HOUR));
    assertThat(fixture.get("open.test", "/mtls", BEARER).code()).isEqualTo("certificate_required");
    assertThat(fixture.get("open.test", "/nowhere", BEARER).code()).isEqualTo("route_not_found");
    try (RawClient client = fixture.connect("open.test")) {
      client.send(
          "POST /token HTTP/1.1\r\nHost: open.test\r\n" + BEARER + "Content-Length: 101\r\n\r\n");
      assertThat(client.answer().code()).isEqualTo("body_too_large");
    }
    assertThat(codes(2)).containsExactly("200", "quota_exceeded");
  }

  @Test
  @DisplayName("G30 all connections and APIs of a credential share its limits; others have theirs")
  void shared() {
    put(limited().quota(2, HOUR), credential("other", "token").token("other").quota(1, HOUR));
    assertThat(fixture.get("api.test", "/mtls", BEARER, ALICE).code()).isEqualTo("200");
    try (H2Client client = new H2Client(fixture.port(), "open.test")) {
      String[] bearer = {"authorization", "Bearer " + TOKEN};
      assertThat(client.get("open.test", "/token", bearer).status()).isEqualTo(200);
      RawAnswer answer = client.get("open.test", "/token", bearer);
      assertThat(answer.code()).isEqualTo("quota_exceeded");
      assertThat(answer.header("retry-after")).isEqualTo("3600");
    }
    assertThat(codes(1)).containsExactly("quota_exceeded");
    assertThat(fixture.get("open.test", "/token", "Authorization: Bearer other\r\n").status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("G30 requests at the same moment on many connections are admitted as often as said")
  void concurrent() throws InterruptedException, ExecutionException {
    put(limited().quota(100, HOUR));
    List<String> codes = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<List<String>> client = () -> codes(30);
      for (Future<List<String>> each : threads.invokeAll(Collections.nCopies(8, client))) {
        codes.addAll(each.get());
      }
    }
    assertThat(Collections.frequency(codes, "200")).isEqualTo(100);
    assertThat(Collections.frequency(codes, "quota_exceeded")).isEqualTo(140);
  }

  @Test
  @DisplayName("G22 a credential whose limits change begins anew; any other change does not matter")
  void changed() {
    put(limited().quota(1, HOUR));
    assertThat(codes(2)).containsExactly("200", "quota_exceeded");
    put(limited().quota(1, HOUR).status(Credential.Status.SUSPENDED));
    assertThat(codes(1)).containsExactly("token_invalid");
    put(limited().quota(1, HOUR));
    assertThat(codes(1)).containsExactly("quota_exceeded");
    put(limited().quota(2, HOUR));
    assertThat(codes(3)).containsExactly("200", "200", "quota_exceeded");
    put(limited());
    assertThat(codes(4)).containsOnly("200");
  }

  @Test
  @DisplayName("G22 a limit beyond what any client can send limits nothing")
  void beyondReach() {
    put(limited().rateLimit(1_000_000_000_000L, SECOND).quota(2, HOUR));
    assertThat(codes(3)).containsExactly("200", "200", "quota_exceeded");
    put(limited().rateLimit(1_000_000_000_000L, SECOND));
    assertThat(codes(4)).containsOnly("200");
    put(limited().quota(1_000_000_000_000L, Duration.ofDays(366)));
    assertThat(codes(4)).containsOnly("200");
  }

  @Test
  @DisplayName("a gateway that is started again counts anew, as its documentation says")
  void restart() {
    put(limited().quota(1, HOUR));
    assertThat(codes(2)).containsExactly("200", "quota_exceeded");
    fixture.gateway.close();
    fixture.open();
    fixture.inForce();
    assertThat(codes(2)).containsExactly("200", "quota_exceeded");
  }
}
