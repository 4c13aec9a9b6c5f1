package dev.countersign.control.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private ApiClient caller;

  @BeforeEach
  void company() {
    caller = CONTROL.company();
  }

  @Test
  @DisplayName(
      "A1 a key has 256 random bits, is shown once, is stored hashed, and does what its scopes say")
  void life() {
    Answer created = create("\"certificates:read\"").expect(201);
    String key = created.text("key");
    assertThat(key).startsWith("csk_");
    assertThat(Base64.getUrlDecoder().decode(key.substring(4))).hasSize(32);
    assertThat(caller.get("/api-keys").expect(200).body())
        .contains(created.text("id"))
        .doesNotContain(key);
    assertThat(CONTROL.column("SELECT row_to_json(k)::text FROM accounts.api_keys k"))
        .noneMatch(row -> row.contains(key));
    ApiClient reader = new ApiClient(CONTROL.port(), key);
    reader.get("/certificates").expect(200);
    reader.get("/apis").expectProblem(403, "forbidden");
    caller.delete("/api-keys/" + created.text("id")).expect(204);
    reader.get("/certificates").expectProblem(401, "unauthenticated");
    caller.delete("/api-keys/" + created.text("id")).expectProblem(404, "not_found");
  }

  @Test
  @DisplayName("A1 a key cannot delete itself, so that nobody is locked out")
  void notItself() {
    Answer created = create("\"api-keys:write\", \"api-keys:read\"").expect(201);
    ApiClient other = new ApiClient(CONTROL.port(), created.text("key"));
    other.delete("/api-keys/" + created.text("id")).expectProblem(409, "api_key_in_use");
    other.get("/api-keys").expect(200);
  }

  private Answer create(String scopes) {
    return caller.post("/api-keys", "{\"name\": \"CI\", \"scopes\": [%s]}".formatted(scopes));
  }

  @Test
  @DisplayName("A1 nobody makes a key that may do more than their own")
  void noMore() {
    create("\"installation:gateways\"").expectField("scopes", "not_yours");
    caller = CONTROL.company("api-keys:write", "apis:read");
    create("\"apis:read\"").expect(201);
    create("\"apis:write\"").expectField("scopes", "not_yours");
    create("\"everything\"").expectField("scopes[0]", "malformed");
  }

  @Test
  @DisplayName("A1 the scheme is read in any case, and another scheme is no key")
  void scheme() {
    String key = caller.key();
    ApiClient anonymous = CONTROL.anonymous();
    anonymous
        .send("GET", "/apis", "application/json", null, "Authorization", "bEaReR " + key)
        .expect(200);
    anonymous
        .send("GET", "/apis", "application/json", null, "Authorization", "Basic " + key)
        .expectProblem(401, "unauthenticated");
    anonymous
        .send("GET", "/apis", "application/json", null, "X-Api-Key", key)
        .expectProblem(401, "unauthenticated");
  }

  @Test
  @DisplayName("A key never shows itself in a text that could be logged")
  void notLogged() {
    ApiKeySecret secret = ApiKeySecret.random();
    assertThat(secret.toString()).doesNotContain(secret.reveal());
  }
}
