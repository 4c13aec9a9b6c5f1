package dev.countersign.control.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuditPagesTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private final ApiClient caller = CONTROL.company();
  private final PageClient reader = CONTROL.member(caller, "audit:view");

  private String renamed() {
    String id =
        caller
            .post("/credentials", "{\"name\": \"<script>alert(1)</script>\"}")
            .expect(201)
            .text("id");
    caller.patch("/credentials/" + id, "{\"name\": \"Second\"}").expect(200);
    return id;
  }

  private String sequence(String id, String action) {
    return CONTROL
        .column(
            "SELECT sequence FROM audit.events WHERE thing_id = '%s' AND action = '%s'"
                .formatted(id, action))
        .getFirst();
  }

  @Test
  @DisplayName("A2 the page shows what was done, by whom, and before and after as differences")
  void shown() {
    String id = renamed();
    assertThat(reader.get("/audit").body())
        .contains("Credential changed", "Credential created", "&lt;script&gt;alert(1)", "127.0.0.1")
        .doesNotContain("<script>alert(1)");
    assertThat(reader.get("/audit/" + sequence(id, "credential.changed")).body())
        .contains("What differs", "&lt;script&gt;alert(1)", "Second", "class=\"differs\"")
        .doesNotContain("<script>alert(1)");
    assertThat(reader.get("/audit/" + sequence(id, "credential.created")).body())
        .contains("What it was made as");
  }

  @Test
  @DisplayName("The filters of the page are those of its address")
  void filtered() {
    renamed();
    assertThat(reader.get("/audit?kind=api").body()).contains("Nothing found");
    assertThat(reader.get("/audit?action=credential.changed").body())
        .contains("Credential changed")
        .doesNotContain("Credential created");
    assertThat(reader.get("/audit?q=second&from=2020-01-01").body())
        .contains("Second")
        .contains("/audit/export?format=csv&amp;q=second&amp;from=2020-01-01");
    assertThat(reader.get("/audit?from=never").body())
        .contains("Write a day, as in 2026-03-01")
        .contains("Nothing found");
    assertThat(reader.get("/audit/export?format=csv&kind=credential").body())
        .startsWith("sequence,at,")
        .contains("credential.changed");
  }

  @Test
  @DisplayName("A2 the page says until where the trail was verified")
  void verified() {
    renamed();
    assertThat(reader.get("/audit").body()).contains("Not verified yet");
    assertThat(reader.post("/audit", "/audit/verification").statusCode()).isEqualTo(302);
    assertThat(reader.get("/audit").body()).contains("Whole up to event");
  }

  @Test
  @DisplayName("S7 another company's event is not there, and without the permission nothing is")
  void anothers() {
    String id = renamed();
    String sequence = sequence(id, "credential.changed");
    PageClient other = CONTROL.member(CONTROL.company(), "audit:view");
    assertThat(other.get("/audit/" + sequence).body()).doesNotContain("Second");
    assertThat(other.get("/audit/99999").statusCode()).isEqualTo(404);
    assertThat(other.get("/audit/0").statusCode()).isEqualTo(404);
    PageClient without = CONTROL.member(caller, "apis:view");
    assertThat(without.get("/audit").statusCode()).isEqualTo(403);
    assertThat(without.get("/audit/export").statusCode()).isEqualTo(403);
    assertThat(without.get("/overview").body()).doesNotContain("href=\"/audit\"");
  }
}
