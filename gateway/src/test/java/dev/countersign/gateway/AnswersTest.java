package dev.countersign.gateway;

import static dev.countersign.gateway.GatewayFixture.ALICE;
import static dev.countersign.gateway.GatewayFixture.BOB;
import static dev.countersign.gateway.GatewayFixture.TOKEN;
import static dev.countersign.gateway.GatewayFixture.credential;
import static dev.countersign.gateway.GatewayFixture.listed;
import static dev.countersign.gateway.GatewayFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.configuration.Credential;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The table of answers, over real connections. */
class AnswersTest {
  private static final String BEARER = "Authorization: Bearer " + TOKEN + "\r\n";

  private final GatewayFixture fixture = GatewayFixture.start();

  @BeforeEach
  void configure() {
    fixture.feed.put(
        stored(ALICE),
        stored(BOB),
        fixture.api("mtls", "/mtls").mutualTls().token().build(),
        fixture.api("plain", "/plain").build(),
        fixture.api("token", "/token").token().build(),
        fixture.api("key", "/key").token("x-api-key", false).build(),
        fixture.api("kept", "/kept").token("x-api-key", true).build(),
        listed("mtls", ALICE),
        credential("cred", "mtls", "key", "kept").build(),
        credential("bound", "mtls").token("bound-token").boundTo(BOB).build(),
        credential("idle", "mtls").token("idle-token").status(Credential.Status.SUSPENDED).build());
    fixture.inForce();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  @DisplayName(
      "a listed certificate with its token is forwarded, and the token is removed (G2, G21)")
  void admits() {
    RawAnswer answer = fixture.get("api.test", "/mtls/a?b=c", BEARER, ALICE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(fixture.upstream.lastRequest().target()).isEqualTo("/mtls/a?b=c");
    assertThat(fixture.upstream.lastRequest().header("authorization")).isEmpty();
    assertThat(new String(fixture.upstream.received(1), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain(TOKEN);
  }

  @Test
  @DisplayName("no route: 404 route_not_found, as problem+json with an id")
  void noRoute() {
    RawAnswer answer = fixture.get("api.test", "/nowhere", "");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("route_not_found");
    assertThat(answer.body())
        .contains("\"type\":", "\"title\":", "\"status\":404", "\"id\":\"rf_", "\"error\":");
  }

  @Test
  @DisplayName("G12 an mTLS API without TLS: 403 tls_required")
  void noTls() {
    try (RawClient client = fixture.connectPlain()) {
      RawAnswer answer = client.get("api.test", "/mtls", BEARER);
      assertThat(answer.code()).isEqualTo("tls_required");
      assertThat(answer.body()).contains("TLS not enabled");
      assertThat(client.get("api.test", "/plain", "").status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("no client certificate: 403 certificate_required")
  void noCertificate() {
    RawAnswer answer = fixture.get("api.test", "/mtls", BEARER);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("certificate_required");
    assertThat(answer.body()).contains("Client TLS certificate is required");
  }

  @Test
  @DisplayName("not on the list: 403 certificate_not_allowed, with the fingerprint")
  void notListed() {
    RawAnswer answer = fixture.get("api.test", "/mtls", BEARER, BOB);
    assertThat(answer.code()).isEqualTo("certificate_not_allowed");
    assertThat(answer.body()).contains("Certificate with SHA256 " + BOB.fingerprint());
  }

  @Test
  @DisplayName("expired, not yet valid: 403, each with its code")
  void dates() {
    fixture.clock.advance(java.time.Duration.ofDays(20_000));
    assertThat(fixture.get("api.test", "/mtls", BEARER, ALICE).code())
        .isEqualTo("certificate_expired");
    fixture.clock.advance(java.time.Duration.ofDays(-40_000));
    assertThat(fixture.get("api.test", "/mtls", BEARER, ALICE).code())
        .isEqualTo("certificate_not_yet_valid");
  }

  @Test
  @DisplayName("no token: 401 token_missing with WWW-Authenticate: Bearer")
  void noToken() {
    RawAnswer answer = fixture.get("api.test", "/mtls", "", ALICE);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("token_missing");
    assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
  }

  @Test
  @DisplayName("token unknown, suspended, bound to another: 401 token_invalid, all alike")
  void badToken() {
    for (String token : new String[] {"nobody-has-this", "idle-token", "bound-token"}) {
      RawAnswer answer =
          fixture.get("api.test", "/mtls", "Authorization: Bearer " + token + "\r\n", ALICE);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("token_invalid");
      assertThat(answer.header("www-authenticate")).contains("error=\"invalid_token\"");
      assertThat(answer.body()).contains("Access to this API has been disallowed");
    }
  }

  @Test
  @DisplayName("token not for this API: 403 token_not_permitted")
  void otherApi() {
    RawAnswer answer = fixture.get("api.test", "/token", BEARER);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("token_not_permitted");
  }

  @Test
  @DisplayName("G27 a bad certificate with a bad token gets the certificate's error")
  void certificateFirst() {
    String bad = "Authorization: Bearer nobody-has-this\r\n";
    assertThat(fixture.get("api.test", "/mtls", bad, BOB).code())
        .isEqualTo("certificate_not_allowed");
    assertThat(fixture.get("api.test", "/mtls", bad).code()).isEqualTo("certificate_required");
  }

  @Test
  @DisplayName("G20 the scheme in any case, a header that the API names, twice is 400")
  void tokenPlaces() {
    assertThat(
            fixture
                .get("api.test", "/mtls", "authorization: bEARER " + TOKEN + "\r\n", ALICE)
                .status())
        .isEqualTo(200);
    assertThat(fixture.get("api.test", "/key", "X-Api-Key: " + TOKEN + "\r\n").status())
        .isEqualTo(200);
    assertThat(fixture.upstream.lastRequest().header("x-api-key")).isEmpty();
    assertThat(fixture.get("api.test", "/mtls", BEARER + BEARER, ALICE).status()).isEqualTo(400);
  }

  @Test
  @DisplayName("G20 the same token once more, wherever it is, is 400 and goes nowhere")
  void tokenTwice() {
    String escaped = "%63" + TOKEN.substring(1);
    for (String path : new String[] {"/key/" + TOKEN, "/key?t=" + TOKEN, "/key?t=" + escaped}) {
      assertThat(fixture.get("api.test", path, "X-Api-Key: " + TOKEN + "\r\n").code())
          .as(path)
          .isEqualTo("request_malformed");
    }
    for (String header : new String[] {"Cookie: a=b; t=" + TOKEN, "X-Other: " + TOKEN}) {
      String headers = "X-Api-Key: " + TOKEN + "\r\n" + header + "\r\n";
      assertThat(fixture.get("api.test", "/key", headers).code())
          .as(header)
          .isEqualTo("request_malformed");
    }
    try (H2Client client = new H2Client(fixture.port(), "api.test")) {
      String[] headers = {"x-api-key", TOKEN, "cookie", "a=b", "cookie", "t=" + TOKEN};
      assertThat(client.get("api.test", "/key", headers).code()).isEqualTo("request_malformed");
    }
    assertThat(fixture.upstream.requests()).isEmpty();
  }

  @Test
  @DisplayName("G21 the token goes upstream where the API says so")
  void tokenForwarded() {
    assertThat(fixture.get("api.test", "/kept", "X-Api-Key: " + TOKEN + "\r\n").status())
        .isEqualTo(200);
    assertThat(fixture.upstream.lastRequest().header("x-api-key")).containsExactly(TOKEN);
  }

  @Test
  @DisplayName("HEAD is refused with the same head and no body, and the connection goes on")
  void headHasNoBody() {
    try (RawClient client = fixture.connect("api.test")) {
      RawAnswer head = client.request("HEAD /nowhere HTTP/1.1\r\nHost: api.test\r\n\r\n");
      assertThat(head.status()).isEqualTo(404);
      assertThat(head.header("content-length")).isNotEqualTo("0");
      assertThat(client.get("api.test", "/plain", "").status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("G11 an API without mTLS next to one with it works without a certificate")
  void sideBySide() {
    assertThat(fixture.get("api.test", "/plain", "").status()).isEqualTo(200);
    assertThat(fixture.get("api.test", "/plain", "", BOB).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("G5 a listed certificate sent along behind an unlisted one grants nothing")
  void sentAlong() {
    assertThat(fixture.get("api.test", "/mtls", BEARER, BOB, ALICE).code())
        .isEqualTo("certificate_not_allowed");
  }
}
