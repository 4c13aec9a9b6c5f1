package dev.countersign.control.provider.apis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.KeyKind;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTest {

  private static final String UNKNOWN = "0".repeat(64);

  private ApiClient caller;
  private String path;

  @BeforeEach
  void company() {
    caller = RunningControl.shared().company();
    path = "/" + UUID.randomUUID();
  }

  @Test
  @DisplayName("An API is created with defaults, shown, replaced and deleted")
  void life() {
    Answer created = caller.post("/apis", ApiClient.api(path)).expect(201);
    String address = "/apis/" + created.text("id");
    assertThat(created.header("Location")).isEqualTo("/api/v1" + address);
    assertThat(created.text("authentication.type")).isEqualTo("auth-token");
    assertThat(created.text("mutualTls.mode")).isEqualTo("off");
    assertThat(created.text("upstream.timeout")).isEqualTo("30s");
    assertThat(created.text("upstream.mutualTls.mode")).isEqualTo("off");
    assertThat(created.json().path("active").booleanValue()).isTrue();
    assertThat(caller.get(address).expect(200).json()).isEqualTo(created.json());
    assertThat(caller.get("/apis").ids()).containsExactly(created.text("id"));
    assertThat(caller.get("/apis?q=ORDERS").ids()).containsExactly(created.text("id"));
    assertThat(caller.get("/apis?q=nothing").ids()).isEmpty();
    caller.put(address, ApiClient.api(path + "/v2", "\"active\": false")).expect(200);
    assertThat(caller.get(address).text("listenPath")).isEqualTo(path + "/v2");
    caller.delete(address).expect(204);
    caller.get(address).expectProblem(404, "not_found");
    caller.post("/apis", ApiClient.api(path + "/v2")).expect(201);
  }

  @Test
  @DisplayName("What was read can be written back, and nothing changes")
  void roundTrip() {
    String certificate = caller.newCertificate("client");
    Answer created =
        caller
            .post(
                "/apis",
                """
                {"name": "Orders", "hosts": ["API.example.com.", "*.%s.example.org"],
                 "listenPath": "%s/", "stripListenPath": true,
                 "upstream": {"url": "https://127.0.0.1:9443/base", "timeout": "1500ms",
                   "mutualTls": {"mode": "off"}, "forwardClientCertificate": true},
                 "authentication": {"type": "auth-token", "header": "X-Token", "forwardToken": true},
                 "mutualTls": {"mode": "enforce", "allowList": ["%s"], "tolerateServerAuth": true},
                 "active": true}
                """
                    .formatted(UUID.randomUUID(), path, certificate))
            .expect(201);
    assertThat(created.texts("hosts").getLast()).isEqualTo("api.example.com");
    assertThat(created.text("listenPath")).isEqualTo(path);
    assertThat(created.text("authentication.header")).isEqualTo("x-token");
    Answer replaced = caller.put("/apis/" + created.text("id"), created.body()).expect(200);
    assertThat(replaced.json()).isEqualTo(created.json());
  }

  @Test
  @DisplayName("A write with a stale If-Match is 412 and changes nothing")
  void entityTags() {
    Answer created = caller.post("/apis", ApiClient.api(path)).expect(201);
    String address = "/apis/" + created.text("id");
    String first = created.header("ETag");
    String second =
        caller.put(address, ApiClient.api(path), "If-Match", first).expect(200).header("ETag");
    assertThat(second).isNotEqualTo(first);
    caller.put(address, ApiClient.api(path + "/x"), "If-Match", first).expectProblem(412, "stale");
    caller.delete(address, "If-Match", first).expectProblem(412, "stale");
    assertThat(caller.get(address).text("listenPath")).isEqualTo(path);
    String certificate = caller.newCertificate("client");
    caller.put(address + "/allow-list/" + certificate, "").expect(204);
    caller.put(address, ApiClient.api(path), "If-Match", second).expectProblem(412, "stale");
    caller.delete(address, "If-Match", caller.get(address).header("ETag")).expect(204);
  }

  @Test
  @DisplayName("G1 only a certificate of the store can be listed")
  void unknownCertificate() {
    String api = caller.newApi(path);
    caller.put("/apis/" + api + "/allow-list/" + UNKNOWN, "").expectProblem(404, "not_found");
    caller.put("/apis/" + api + "/allow-list/x", "").expectProblem(404, "not_found");
    caller
        .post("/apis", mutualTls(path + "/2", UNKNOWN))
        .expectField("mutualTls.allowList", "certificate_unknown");
    caller
        .put("/apis/" + api, mutualTls(path, UNKNOWN))
        .expectField("mutualTls.allowList", "certificate_unknown");
    caller
        .post("/apis", mutualTls(path + "/2", UNKNOWN + "X"))
        .expectField("mutualTls.allowList[0]", "malformed");
    assertThat(caller.get("/apis").ids()).containsExactly(api);
  }

  @Test
  @DisplayName("G1 entries are added and removed, each as often as asked")
  void allowList() {
    String api = caller.newApi(path);
    String a = caller.newCertificate("a");
    String b = caller.newCertificate("b");
    caller.put("/apis/" + api + "/allow-list/" + a, "").expect(204);
    caller.put("/apis/" + api + "/allow-list/" + a, "").expect(204);
    caller.put("/apis/" + api + "/allow-list/" + b, "").expect(204);
    assertThat(caller.get("/apis/" + api).texts("mutualTls.allowList"))
        .containsExactlyInAnyOrder(a, b);
    caller.delete("/apis/" + api + "/allow-list/" + a).expect(204);
    caller.delete("/apis/" + api + "/allow-list/" + a).expectProblem(404, "not_found");
    assertThat(caller.get("/apis/" + api).texts("mutualTls.allowList")).containsExactly(b);
    caller.put("/apis/" + api, mutualTls(path, a)).expect(200);
    assertThat(caller.get("/apis/" + api).texts("mutualTls.allowList")).containsExactly(a);
    caller.put("/apis/" + api, ApiClient.api(path)).expect(200);
    assertThat(caller.get("/apis/" + api).texts("mutualTls.allowList"))
        .as("a document without a list leaves it")
        .containsExactly(a);
    assertThat(caller.get("/apis").list("items").getFirst().path("mutualTls").path("allowList"))
        .hasSize(1);
  }

  @Test
  @DisplayName("P9 an entry keeps its origins when the list is written again")
  void origins() {
    String api = caller.newApi(path);
    String a = caller.newCertificate("a");
    caller.put("/apis/" + api + "/allow-list/" + a, "").expect(204);
    RunningControl control = RunningControl.shared();
    control.update(
        """
        INSERT INTO provider.allow_list
        SELECT company_id, api_id, certificate_id, 'grant:1', now() FROM provider.allow_list
        WHERE api_id = ?
        """,
        api);
    caller.put("/apis/" + api, mutualTls(path, a)).expect(200);
    assertThat(
            control.column(
                "SELECT origin FROM provider.allow_list WHERE api_id = '%s' ORDER BY 1"
                    .formatted(api)))
        .containsExactly("grant:1", "hand");
    assertThat(caller.get("/apis/" + api).texts("mutualTls.allowList")).containsExactly(a);
    caller.delete("/apis/" + api + "/allow-list/" + a).expect(204);
    assertThat(caller.get("/apis/" + api).texts("mutualTls.allowList")).isEmpty();
  }

  @Test
  @DisplayName("G14 host and listen path belong to one API; a second gets 409")
  void routeTaken() {
    Answer first =
        caller.post("/apis", ApiClient.api(path, "\"hosts\": [\"a.example\"]")).expect(201);
    caller.post("/apis", ApiClient.api(path, "\"hosts\": [\"b.example\"]")).expect(201);
    Answer refused =
        caller
            .post("/apis", ApiClient.api(path + "/", "\"hosts\": [\"c.example\", \"A.example.\"]"))
            .expectProblem(409, "route_taken");
    assertThat(refused.text("detail")).contains(first.text("id"));
    caller
        .put("/apis/" + first.text("id"), ApiClient.api(path, "\"hosts\": [\"b.example\"]"))
        .expectProblem(409, "route_taken");
    assertThat(caller.get("/apis/" + first.text("id")).texts("hosts")).containsExactly("a.example");
  }

  @Test
  @DisplayName("G14 the 409 does not say whose the route is where it is another company's")
  void routeOfAnother() {
    ApiClient other = RunningControl.shared().company();
    String id = other.newApi(path);
    Answer refused = caller.post("/apis", ApiClient.api(path)).expectProblem(409, "route_taken");
    assertThat(refused.body()).doesNotContain(id).doesNotContain("your");
    caller
        .put("/apis/" + caller.newApi(path + "-mine"), ApiClient.api(path))
        .expectProblem(409, "route_taken");
  }

  @ParameterizedTest
  @CsvSource({
    "shop%s.example,   /tok,    shop%s.example,   /tok/v1",
    "shop%s.example,   /tok/v1, shop%s.example,   /tok",
    "*.shop%s.example, /tok,    a.shop%s.example, /tok/v1",
    "a.shop%s.example, /tok,    *.shop%s.example, /",
  })
  @DisplayName("G14 another company's API takes over no part of a route, by path or by host")
  void noTakeover(String host, String listenPath, String otherHost, String otherPath) {
    String unique = path.replaceAll("[^a-z0-9]", "");
    caller.post("/apis", at(host.formatted(unique), listenPath)).expect(201);
    ApiClient other = RunningControl.shared().company();
    other
        .post("/apis", at(otherHost.formatted(unique), otherPath))
        .expectProblem(409, "route_taken");
    other.post("/apis", at(host.formatted(unique), listenPath + "-other")).expect(201);
    other.post("/apis", at("other" + unique + ".example", listenPath)).expect(201);
  }

  private static String at(String host, String path) {
    return ApiClient.api(path, "\"hosts\": [\"%s\"]".formatted(host));
  }

  @Test
  @DisplayName("G14 an API that is not active keeps its route")
  void inactive() {
    caller.post("/apis", ApiClient.api(path, "\"active\": false")).expect(201);
    caller.post("/apis", ApiClient.api(path)).expectProblem(409, "route_taken");
  }

  @Test
  @DisplayName("G16 a listed leaf with a weak key is warned of where it is listed")
  void weakLeaf() {
    TestCertificate weak =
        TestCertificate.selfSigned("old", change -> change.key(KeyKind.RSA_1024));
    String id = caller.upload(weak).expect(201).text("id");
    Answer created = caller.post("/apis", mutualTls(path, id)).expect(201);
    assertThat(created.warnings()).containsExactly("weak_key");
    assertThat(created.body()).contains("old");
  }

  @Test
  @DisplayName("G4 tolerating serverAuth is warned of where it is set")
  void toleration() {
    String id = caller.newCertificate("client");
    String document =
        mutualTls(path, id).replace("\"mode\"", "\"tolerateServerAuth\": true, \"mode\"");
    assertThat(caller.post("/apis", document).expect(201).warnings())
        .containsExactly("tolerates_server_auth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "name": ""                                             | name                          | blank
          "name": "a\\u0000b"                                    | name                          | control_character
          "hosts": ["http://x"]                                  | hosts[0]                      | malformed
          "hosts": ["a.example", "A.example"]                    | hosts[1]                      | repeated
          "hosts": ["a.example:80"]                              | hosts[0]                      | malformed
          "hosts": [null]                                        | hosts[0]                      | required
          "listenPath": "orders"                                 | listenPath                    | malformed
          "listenPath": "/a/../b"                                | listenPath                    | malformed
          "listenPath": null                                     | listenPath                    | required
          "upstream": {}                                         | upstream.url                  | required
          "upstream": {"url": "ftp://x"}                         | upstream.url                  | malformed
          "upstream": {"url": "http://u:p@x"}                    | upstream.url                  | malformed
          "upstream": {"url": "http://x?y"}                      | upstream.url                  | malformed
          "upstream": {"url": "http:///x"}                       | upstream.url                  | malformed
          "upstream": {"url": "http://x", "timeout": "soon"}     | upstream.timeout              | malformed
          "upstream": {"url": "http://x", "timeout": "1h"}       | upstream.timeout              | out_of_range
          "upstream": {"url": "http://x", "mutualTls": {"mode": "primary"}} | upstream.mutualTls.mode | not_supported
          "authentication": {"type": "jwt"}                      | authentication.type           | not_supported
          "authentication": {"header": "a b"}                    | authentication.header         | malformed
          "authentication": {"header": "Host"}                   | authentication.header         | reserved
          "authentication": {"type": "none", "header": "x"}      | authentication                | contradictory
          "mutualTls": {"mode": "report"}                        | mutualTls.mode                | not_supported
          "mutualTls": {"enforceFrom": "2030-01-01T00:00:00Z"}   | mutualTls.enforceFrom         | unknown_field
          "surprise": 1                                          | surprise                      | unknown_field
          "active": "yes"                                        | active                        | malformed
          "active": 1                                            | active                        | malformed
          "name": 7                                              | name                          | malformed
          """)
  @DisplayName("A document that cannot be accepted is refused with the field's name")
  void refused(String field, String name, String code) {
    String key = field.substring(0, field.indexOf(':'));
    String document = ApiClient.api(path);
    if (key.equals("\"name\"")) {
      document = document.replace("\"name\": \"Orders\"", field);
    } else if (key.equals("\"listenPath\"")) {
      document = document.replace("\"listenPath\": \"%s\"".formatted(path), field);
    } else if (key.equals("\"upstream\"")) {
      document = document.replace("\"upstream\": {\"url\": \"http://127.0.0.1:9000\"}", field);
    } else {
      document = ApiClient.api(path, field);
    }
    caller.post("/apis", document).expectField(name, code);
    assertThat(caller.get("/apis").ids()).isEmpty();
  }

  @Test
  @DisplayName("One answer names every field at fault")
  void several() {
    Answer answer =
        caller.post("/apis", "{\"hosts\": [\"\"]}").expectProblem(422, "invalid_fields");
    assertThat(answer.list("errors")).hasSize(4);
  }

  private static String mutualTls(String path, String certificate) {
    return ApiClient.api(
        path,
        "\"mutualTls\": {\"mode\": \"enforce\", \"allowList\": [\"%s\"]}".formatted(certificate));
  }
}
