package dev.countersign.control.accounts.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import java.util.Base64;
import java.util.UUID;
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
    create("null").expectField("scopes[0]", "malformed");
  }

  @Test
  @DisplayName("A1 a personal key may what its scopes say and its owner may, now")
  void intersection() {
    String person = addMember("apis:view");
    ApiClient key = CONTROL.personalKey(caller, person, "apis:read", "certificates:read");
    key.get("/apis").expect(200);
    assertThat(key.get("/certificates").expectProblem(403, "forbidden").text("detail"))
        .contains("whose it is", "certificates:view");
    setPermissions(person, "certificates:view");
    key.get("/apis").expectProblem(403, "forbidden");
    key.get("/certificates").expect(200);
    setPermissions(person, "certificates:view,certificates:create");
    key.send("POST", "/certificates", "application/x-pem-file", "x")
        .expectProblem(403, "forbidden");
  }

  @Test
  @DisplayName("A1 a person's key makes personal keys of that person; a service's key makes none")
  void personalOverRest() {
    String person = addMember("apis:view", "api-keys:create", "api-keys:view");
    ApiClient key = CONTROL.personalKey(caller, person, "apis:read", "api-keys:write");
    String body = "{\"name\": \"CLI\", \"kind\": \"personal\", \"scopes\": [\"%s\"]}";
    key.post("/api-keys", body.formatted("api-keys:read")).expectField("scopes", "not_yours");
    caller.post("/api-keys", body.formatted("apis:read")).expectField("kind", "nobodys");
    caller
        .post("/api-keys", body.formatted("apis:read").replace("personal", "other"))
        .expectField("kind", "malformed");
    setPermissions(person, "apis:view,api-keys:create,api-keys:delete");
    Answer made = key.post("/api-keys", body.formatted("apis:read")).expect(201);
    assertThat(made.text("ownerId")).isEqualTo(person);
    assertThat(made.text("kind")).isEqualTo("personal");
    new ApiClient(CONTROL.port(), made.text("key")).get("/apis").expect(200);
    assertThat(caller.get("/api-keys?kind=personal").ids()).contains(made.text("id")).hasSize(2);
    assertThat(caller.get("/api-keys?kind=service").ids()).doesNotContain(made.text("id"));
    assertThat(caller.get("/api-keys?q=cli").ids()).containsExactly(made.text("id"));
    caller.get("/api-keys?kind=odd").expectField("kind", "unknown");
  }

  @Test
  @DisplayName("A2 making and deleting a key is in the trail, without the key and its hash")
  void audited() {
    Answer made = create("\"apis:read\"").expect(201);
    caller.delete("/api-keys/" + made.text("id")).expect(204);
    var rows =
        CONTROL.column(
            "SELECT row_to_json(e)::text FROM audit.events e WHERE thing_id = '%s' ORDER BY sequence"
                .formatted(made.text("id")));
    assertThat(rows).hasSize(2).noneMatch(row -> row.contains(made.text("key")));
    assertThat(rows.get(0)).contains("api-key.created", "apis:read").doesNotContain("\"hash\": ");
    assertThat(rows.get(1)).contains("api-key.deleted");
  }

  private String addMember(String... permissions) {
    String email = UUID.randomUUID() + "@example.com";
    CONTROL.addMember(caller, email, "correct horse battery staple", permissions);
    return CONTROL
        .column("SELECT id FROM accounts.people WHERE email = '%s'".formatted(email))
        .getFirst();
  }

  private static void setPermissions(String person, String permissions) {
    CONTROL.update(
        "UPDATE accounts.roles SET permissions = string_to_array(?, ',') WHERE id = ?",
        permissions,
        person);
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
