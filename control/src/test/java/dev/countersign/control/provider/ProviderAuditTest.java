package dev.countersign.control.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProviderAuditTest {

  private ApiClient caller;

  @BeforeEach
  void company() {
    caller = RunningControl.shared().company();
  }

  @Test
  @DisplayName("A2 creating, changing and deleting an API are recorded, before and after")
  void apis() {
    String api = caller.newApi("/audited-apis");
    String changed = ApiClient.api("/audited-apis-2");
    caller.put("/apis/" + api, changed).expect(200);
    caller.put("/apis/" + api, changed).expect(200);
    caller.delete("/apis/" + api).expect(204);
    assertThat(
            events(
                api,
                "action || ' ' || coalesce(before ->> 'listenPath', '-') || ' '"
                    + " || coalesce(after ->> 'listenPath', '-')"))
        .containsExactly(
            "api.created - /audited-apis",
            "api.changed /audited-apis /audited-apis-2",
            "api.deleted /audited-apis-2 -");
    assertThat(events(api, "actor_kind || ' ' || actor_name")).containsOnly("api_key Key");
  }

  @Test
  @DisplayName("A2 an entry that comes onto an allow list or leaves it names API and certificate")
  void allowLists() {
    String api = caller.newApi("/audited-list");
    String certificate = caller.newCertificate("client");
    String other = caller.newCertificate("other");
    String entry = "/apis/%s/allow-list/%s".formatted(api, certificate);
    caller.put(entry, "").expect(204);
    caller.put(entry, "").expect(204);
    caller
        .put(
            "/apis/" + api,
            ApiClient.api(
                "/audited-list", "\"mutualTls\": {\"allowList\": [\"%s\"]}".formatted(other)))
        .expect(200);
    caller.delete("/certificates/%s?force=true".formatted(other)).expect(204);
    assertThat(
            events(
                api,
                "action || ' ' || thing_name || ' '"
                    + " || (coalesce(before, after) -> 'certificates' -> 0 ->> 'name') || ' '"
                    + " || (coalesce(before, after) -> 'certificates' -> 0 ->> 'id')"))
        .filteredOn(Objects::nonNull)
        .containsExactly(
            "allow-list.created Orders client " + certificate,
            "allow-list.deleted Orders client " + certificate,
            "allow-list.created Orders other " + other,
            "allow-list.deleted Orders other " + other);
  }

  @Test
  @DisplayName("A2 every change of a credential is recorded, and its token never")
  void credentials() {
    String api = caller.newApi("/audited-credentials");
    var created =
        caller
            .post("/credentials", "{\"name\": \"App\", \"apis\": [\"%s\"]}".formatted(api))
            .expect(201);
    String id = created.text("id");
    caller.patch("/credentials/" + id, "{\"status\": \"suspended\"}").expect(200);
    caller.patch("/credentials/" + id, "{\"status\": \"suspended\"}").expect(200);
    var rotated = caller.post("/credentials/%s/rotate".formatted(id), "{\"overlap\": \"1h\"}");
    caller.delete("/credentials/" + id).expect(204);
    assertThat(
            events(
                id,
                "action || ' ' || coalesce(before ->> 'status', '-') || ' '"
                    + " || coalesce(after ->> 'status', '-')"))
        .containsExactly(
            "credential.created - active",
            "credential.changed active suspended",
            "credential.rotated - -",
            "credential.deleted suspended -");
    assertThat(events(id, "coalesce(before::text, '') || coalesce(after::text, '')"))
        .noneMatch(event -> event.contains(created.text("token")))
        .noneMatch(event -> event.contains(rotated.text("token")));
  }

  @Test
  @DisplayName("A2 making an enrolment token and removing a gateway are recorded, the token never")
  void gateways() {
    RunningControl control = RunningControl.shared();
    String token = control.first().post("/gateways/enrolments", "").expect(201).text("token");
    String gateway = control.addGateway("eu-9");
    control.first().delete("/gateways/" + gateway).expect(204);
    control.first().delete("/gateways/" + gateway).expectProblem(404, "not_found");
    assertThat(events(gateway, "action || ' ' || (before ->> 'name')"))
        .containsExactly("gateway.deleted eu-9");
    assertThat(
            control.column(
                "SELECT after::text FROM audit.events WHERE action = 'gateway.enrolment-created'"))
        .isNotEmpty()
        .noneMatch(event -> event.contains(token));
  }

  @Test
  @DisplayName("A2 what is refused leaves no record")
  void refused() {
    String taken = caller.newApi("/audited-refused");
    caller.post("/apis", ApiClient.api("/audited-refused")).expectProblem(409, "route_taken");
    caller
        .put("/apis/" + taken, ApiClient.api("/audited-other"), "If-Match", "\"99\"")
        .expectProblem(412, "stale");
    assertThat(events(taken, "action")).containsExactly("api.created");
  }

  private static List<String> events(String thing, String columns) {
    return RunningControl.shared()
        .column(
            "SELECT %s FROM audit.events WHERE thing_id = '%s' ORDER BY at, action DESC"
                .formatted(columns, thing));
  }
}
