package dev.countersign.control.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.policy.configuration.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialTest {

  private ApiClient caller;

  @BeforeEach
  void company() {
    caller = RunningControl.shared().company();
  }

  @Test
  @DisplayName("G21 a token has 256 random bits, is shown once, and is stored only as a hash")
  void token() {
    Answer created = caller.post("/credentials", "{\"name\": \"App\"}").expect(201);
    String token = created.text("token");
    String address = "/credentials/" + created.text("id");
    assertThat(created.header("Location")).isEqualTo("/api/v1" + address);
    assertThat(Base64.getUrlDecoder().decode(token)).hasSize(32);
    assertThat(caller.get(address).expect(200).body()).doesNotContain(token);
    assertThat(caller.get(address).json().has("token")).isFalse();
    assertThat(caller.get("/credentials").expect(200).body()).doesNotContain(token);
    assertThat(caller.patch(address, "{\"name\": \"B\"}").expect(200).json().has("token"))
        .isFalse();
    assertThat(tokenHashes(created.text("id")))
        .containsExactly(HexFormat.of().formatHex(TokenHash.of(token).bytes()));
    assertThat(caller.post("/credentials", "{\"name\": \"App\"}").text("token"))
        .isNotEqualTo(token);
  }

  private static List<String> tokenHashes(String credential) {
    return RunningControl.shared()
        .column(
            "SELECT encode(hash, 'hex') FROM provider.credential_tokens WHERE credential_id = '%s'"
                .formatted(credential));
  }

  @Test
  @DisplayName(
      "G22 a credential has APIs, status, expiry, rate limit, quota and bound certificates")
  void everything() {
    String api = caller.newApi("/" + UUID.randomUUID());
    String certificate = caller.newCertificate("client");
    Answer created =
        caller
            .post(
                "/credentials",
                """
                {"name": "App", "apis": ["%s"], "boundCertificates": ["%s"], "status": "suspended",
                 "expiresAt": "2090-01-01T00:00:00Z", "rateLimit": {"requests": 10, "per": "60s"},
                 "quota": {"requests": 1000, "per": "30d"}}
                """
                    .formatted(api, certificate))
            .expect(201);
    Answer shown = caller.get("/credentials/" + created.text("id")).expect(200);
    assertThat(shown.texts("apis")).containsExactly(api);
    assertThat(shown.texts("boundCertificates")).containsExactly(certificate);
    assertThat(shown.text("status")).isEqualTo("suspended");
    assertThat(shown.text("expiresAt")).isEqualTo("2090-01-01T00:00:00Z");
    assertThat(shown.text("rateLimit.per")).isEqualTo("1m");
    assertThat(shown.text("quota.requests")).isEqualTo("1000");
    assertThat(shown.text("quota.per")).isEqualTo("30d");
    assertThat(caller.get("/credentials?q=aP").ids()).containsExactly(created.text("id"));
    assertThat(caller.get("/credentials?q=zz").ids()).isEmpty();
  }

  @Test
  @DisplayName("G22 a patch changes what it names, removes what it names as null, keeps the rest")
  void patch() {
    String api = caller.newApi("/" + UUID.randomUUID());
    String id =
        caller
            .post(
                "/credentials",
                """
                {"name": "App", "apis": ["%s"], "expiresAt": "2090-01-01T00:00:00Z",
                 "rateLimit": {"requests": 10, "per": "1m"}}
                """
                    .formatted(api))
            .text("id");
    String address = "/credentials/" + id;
    Answer changed =
        caller
            .patch(address, "{\"status\": \"suspended\", \"rateLimit\": {\"requests\": 20}}")
            .expect(200);
    assertThat(changed.text("status")).isEqualTo("suspended");
    assertThat(changed.text("rateLimit.requests")).isEqualTo("20");
    assertThat(changed.text("rateLimit.per")).isEqualTo("1m");
    assertThat(changed.texts("apis")).containsExactly(api);
    Answer cleared =
        caller
            .patch(address, "{\"expiresAt\": null, \"apis\": [], \"rateLimit\": null}")
            .expect(200);
    assertThat(cleared.text("expiresAt")).isNull();
    assertThat(cleared.text("rateLimit")).isNull();
    assertThat(cleared.texts("apis")).isEmpty();
    assertThat(caller.get(address).json()).isEqualTo(cleared.json());
  }

  @Test
  @DisplayName("A patch with a stale If-Match is 412 and changes nothing")
  void entityTags() {
    Answer created = caller.post("/credentials", "{\"name\": \"App\"}").expect(201);
    String address = "/credentials/" + created.text("id");
    String first = created.header("ETag");
    caller.patch(address, "{\"name\": \"B\"}", "If-Match", first).expect(200);
    caller.patch(address, "{\"name\": \"C\"}", "If-Match", first).expectProblem(412, "stale");
    caller.delete(address, "If-Match", first).expectProblem(412, "stale");
    assertThat(caller.get(address).text("name")).isEqualTo("B");
  }

  @Test
  @DisplayName("G22 a revoked credential stays revoked, and gets no new token")
  void revoked() {
    String address = "/credentials/" + caller.newCredential();
    caller.patch(address, "{\"status\": \"revoked\"}").expect(200);
    caller.patch(address, "{\"status\": \"active\"}").expectField("status", "final");
    caller.post(address + "/rotate", "{}").expectField("status", "final");
    caller.patch(address, "{\"name\": \"Old\"}").expect(200);
  }

  @Test
  @DisplayName("G21 rotating replaces the token at once where no overlap is asked for")
  void rotate() {
    Answer created = caller.post("/credentials", "{\"name\": \"App\"}").expect(201);
    Answer rotated = caller.post("/credentials/" + created.text("id") + "/rotate", "").expect(200);
    assertThat(rotated.text("token")).isNotEqualTo(created.text("token"));
    assertThat(rotated.text("previousTokenUntil")).isNull();
    assertThat(tokenHashes(created.text("id")))
        .containsExactly(HexFormat.of().formatHex(TokenHash.of(rotated.text("token")).bytes()));
  }

  @Test
  @DisplayName("P2 a rotation with an overlap accepts both tokens for that long, never three")
  void overlap() {
    String rotate = "/credentials/" + caller.newCredential() + "/rotate";
    Instant before = Instant.now();
    Answer rotated = caller.post(rotate, "{\"overlap\": \"1h\"}").expect(200);
    assertThat(Instant.parse(rotated.text("previousTokenUntil")))
        .isBetween(
            before.plus(Duration.ofHours(1)).minusSeconds(5),
            before.plus(Duration.ofHours(1)).plusSeconds(60));
    assertThat(tokenHashes(rotated.text("id"))).hasSize(2);
    caller.post(rotate, "{\"overlap\": \"1h\"}").expect(200);
    assertThat(tokenHashes(rotated.text("id"))).hasSize(2);
    caller.post(rotate, "{\"overlap\": \"1y\"}").expectField("overlap", "malformed");
    caller.post(rotate, "{\"overlap\": \"91d\"}").expectField("overlap", "out_of_range");
  }

  @Test
  @DisplayName("A deleted credential is gone")
  void deleted() {
    String address = "/credentials/" + caller.newCredential();
    caller.delete(address).expect(204);
    caller.get(address).expectProblem(404, "not_found");
    caller.delete(address).expectProblem(404, "not_found");
    caller.post(address + "/rotate", "{}").expectProblem(404, "not_found");
    caller.patch(address, "{}").expectProblem(404, "not_found");
  }

  @Test
  @DisplayName("G22 an API that is deleted leaves the credentials that could call it")
  void apiDeleted() {
    String gone = caller.newApi("/" + UUID.randomUUID());
    String stays = caller.newApi("/" + UUID.randomUUID());
    String credential = caller.newCredential(gone, stays);
    caller.delete("/apis/" + gone).expect(204);
    assertThat(caller.get("/credentials/" + credential).texts("apis")).containsExactly(stays);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                         | name                 | required
          {"name": "A", "status": "off"}                             | status               | unknown
          {"name": "A", "expiresAt": "2001-01-01T00:00:00Z"}         | expiresAt            | past
          {"name": "A", "expiresAt": "tomorrow"}                     | expiresAt            | malformed
          {"name": "A", "expiresAt": "+100000-01-01T00:00:00Z"}      | expiresAt            | out_of_range
          {"name": "A", "rateLimit": {}}                             | rateLimit.requests   | required
          {"name": "A", "rateLimit": {"requests": 0, "per": "1m"}}   | rateLimit.requests   | out_of_range
          {"name": "A", "quota": {"requests": 1}}                    | quota.per            | malformed
          {"name": "A", "quota": {"requests": 1.5, "per": "1m"}}     | quota.requests       | malformed
          {"name": "A", "apis": ["\\u0000"]}                         | apis[0]              | malformed
          {"name": "A", "apis": ["nothere"]}                         | apis                 | unknown
          {"name": "A", "boundCertificates": ["x"]}                  | boundCertificates[0] | malformed
          {"name": "A", "token": "mine"}                             | token                | unknown_field
          """)
  @DisplayName("A document that cannot be accepted is refused with the field's name")
  void refused(String document, String field, String code) {
    caller.post("/credentials", document).expectField(field, code);
    assertThat(caller.get("/credentials").ids()).isEmpty();
  }

  @Test
  @DisplayName("A patch that cannot be accepted is refused with the field's name")
  void refusedPatch() {
    String address = "/credentials/" + caller.newCredential();
    caller.patch(address, "{\"surprise\": 1}").expectField("surprise", "unknown_field");
    caller.patch(address, "{\"name\": null}").expectField("name", "required");
    caller.patch(address, "{\"apis\": 7}").expectField("apis", "malformed");
    caller.patch(address, "[]").expectProblem(400, "request_malformed");
    caller.patch(address, "").expectProblem(400, "request_malformed");
  }
}
