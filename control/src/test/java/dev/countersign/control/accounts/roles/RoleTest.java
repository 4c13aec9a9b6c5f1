package dev.countersign.control.accounts.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.accounts.Permission;
import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RoleTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private static final String ALL_OF_COMPANY = "settings:company_settings";

  private ApiClient caller;

  @BeforeEach
  void company() {
    caller = CONTROL.company();
  }

  @Test
  @DisplayName("A1 every company begins with Administrator, API owner, Integrator and Auditor")
  void defaults() {
    List<JsonNode> roles = caller.get("/roles").expect(200).list("items");
    assertThat(roles.stream().map(role -> role.path("name").asString()))
        .containsExactlyInAnyOrder("Administrator", "API owner", "Integrator", "Auditor");
    assertThat(roles).allMatch(role -> role.path("isDefault").booleanValue());
    assertThat(role("Administrator").texts("permissions"))
        .contains("apis:delete", "members:delete", ALL_OF_COMPANY)
        .as("what counts in the first company alone")
        .noneMatch(permission -> permission.startsWith("gateways:"));
    assertThat(role("Auditor").texts("permissions"))
        .contains("audit:view", "certificates:view")
        .allMatch(permission -> permission.endsWith(":view"));
    assertThat(CONTROL.first().get("/roles?q=administrator").list("items").getFirst().toString())
        .contains("gateways:create");
  }

  @Test
  @DisplayName("A1 a role is made, changed with If-Match, and deleted")
  void life() {
    Answer made = create("Reader", "\"apis:view\"").expect(201);
    String path = "/roles/" + made.text("id");
    assertThat(made.header("Location")).isEqualTo("/api/v1" + path);
    assertThat(made.texts("permissions")).containsExactly("apis:view");
    String changed = document("Reader 2", "\"apis:view\", \"certificates:view\"");
    Answer put = caller.put(path, changed, "If-Match", made.header("ETag")).expect(200);
    assertThat(put.texts("permissions")).containsExactly("apis:view", "certificates:view");
    caller.put(path, changed, "If-Match", made.header("ETag")).expectProblem(412, "stale");
    caller.delete(path, "If-Match", made.header("ETag")).expectProblem(412, "stale");
    assertThat(caller.get(path).expect(200).header("ETag")).isEqualTo(put.header("ETag"));
    caller.delete(path).expect(204);
    caller.get(path).expectProblem(404, "not_found");
  }

  @Test
  @DisplayName("A2 each change of a role is in the audit trail, with what it was before")
  void audited() {
    Answer made = create("Reader", "\"apis:view\"").expect(201);
    String path = "/roles/" + made.text("id");
    caller.put(path, document("Reader", "\"apis:edit\"")).expect(200);
    caller.delete(path).expect(204);
    assertThat(
            CONTROL.column(
                "SELECT concat(action, before ->> 'permissions', after ->> 'permissions')"
                    + " FROM audit.events WHERE thing_id = '%s' ORDER BY sequence"
                        .formatted(made.text("id"))))
        .containsExactly(
            "role.created[\"apis:view\"]",
            "role.changed[\"apis:view\"][\"apis:edit\"]",
            "role.deleted[\"apis:edit\"]");
  }

  @Test
  @DisplayName("A1 Administrator can be neither changed nor deleted; the other defaults can")
  void fixed() {
    String administrator = "/roles/" + role("Administrator").text("id");
    caller.put(administrator, document("Admin", "\"apis:view\"")).expectProblem(409, "role_fixed");
    caller.delete(administrator).expectProblem(409, "role_fixed");
    String auditor = "/roles/" + role("Auditor").text("id");
    caller.put(auditor, document("Auditor", "\"apis:view\"")).expect(200);
    caller.delete(auditor).expect(204);
  }

  @Test
  @DisplayName("A1 a role that somebody has is not deleted, and the answer says how many have it")
  void inUse() {
    String email = UUID.randomUUID() + "@example.com";
    CONTROL.addMember(caller, email, "a long pass phrase", "apis:view");
    String id = caller.get("/roles?q=" + email).ids().getFirst();
    assertThat(caller.delete("/roles/" + id).expectProblem(409, "role_in_use").text("detail"))
        .contains("1 member.");
  }

  @Test
  @DisplayName("A1 nobody makes a role of what they lack, nor adds it to one that they have")
  void noMore() {
    ApiClient keeper =
        CONTROL.keyOf(caller, "roles:read", "roles:write", "apis:read", "members:read");
    create(keeper, "More", "\"apis:view\", \"apis:edit\"").expectField("permissions", "not_yours");
    create(keeper, "Wide", "\"gateways:view\"").expectField("permissions", "not_yours");
    Answer role = create(keeper, "Mine", "\"apis:view\", \"roles:edit\"").expect(201);
    keeper
        .put("/roles/" + role.text("id"), document("Mine", "\"apis:view\", \"audit:view\""))
        .expectField("permissions", "not_yours");
    String others = "/roles/" + role("API owner").text("id");
    List<String> kept = caller.get(others).texts("permissions");
    String same = "\"" + String.join("\", \"", kept) + "\"";
    keeper
        .put(others, document("API owner", same + ", \"members:delete\""))
        .expectField("permissions", "not_yours");
    keeper.put(others, document("Owner", same)).expect(200);
  }

  @Test
  @DisplayName("A1 a changed role counts with the next request of those who have it")
  void atOnce() {
    String email = UUID.randomUUID() + "@example.com";
    PageClient person = CONTROL.member(caller, "apis:view");
    assertThat(person.get("/overview").body()).doesNotContain("href=\"/certificates\"");
    String role =
        caller.get("/roles").list("items").stream()
            .filter(item -> !item.path("isDefault").booleanValue())
            .findFirst()
            .orElseThrow()
            .path("id")
            .asString();
    caller.put("/roles/" + role, document(email, "\"certificates:view\"")).expect(200);
    assertThat(person.get("/overview").body()).contains("href=\"/certificates\"");
  }

  @Test
  @DisplayName("Every permission is told in plain words")
  void words() {
    for (Permission permission : Permission.values()) {
      assertThat(PermissionGroup.title(permission.module())).matches("[A-Z].*");
      assertThat(PermissionGroup.words(permission)).matches("[A-Z].*");
    }
  }

  @Test
  @DisplayName("Bad roles get the field's error")
  void bad() {
    create("", "\"apis:view\"").expectField("name", "blank");
    create("A\\u0000b", "\"apis:view\"").expectField("name", "control_character");
    create("A".repeat(201), "\"apis:view\"").expectField("name", "too_long");
    create(" auditor ", "\"apis:view\"").expectField("name", "taken");
    create("None", "").expectField("permissions", "empty");
    create("Odd", "\"apis:own\"").expectField("permissions[0]", "malformed");
    caller.post("/roles", "{}").expectField("permissions", "required");
    create("Null", "null").expectField("permissions[0]", "malformed");
  }

  private Answer role(String name) {
    String id =
        caller.get("/roles").list("items").stream()
            .filter(role -> role.path("name").asString().equals(name))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asString();
    return caller.get("/roles/" + id).expect(200);
  }

  private Answer create(String name, String permissions) {
    return create(caller, name, permissions);
  }

  private static Answer create(ApiClient by, String name, String permissions) {
    return by.post("/roles", document(name, permissions));
  }

  private static String document(String name, String permissions) {
    return "{\"name\": \"%s\", \"permissions\": [%s]}".formatted(name, permissions);
  }
}
