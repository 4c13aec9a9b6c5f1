package dev.countersign.control.provider.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CertificateChangeTest {

  private ApiClient caller;
  private String certificate;
  private String address;

  @BeforeEach
  void company() {
    caller = RunningControl.shared().company();
    certificate = caller.newCertificate("client");
    address = "/certificates/" + certificate;
  }

  @Test
  @DisplayName("A certificate is renamed, found by its new name and no longer by the old")
  void renamed() {
    Answer read = caller.get(address).expect(200);
    Answer renamed =
        caller
            .patch(address, "{\"name\": \"Winter 2026\"}", "If-Match", read.header("ETag"))
            .expect(200);
    assertThat(renamed.text("name")).isEqualTo("Winter 2026");
    assertThat(renamed.header("ETag")).isNotEqualTo(read.header("ETag"));
    assertThat(caller.get("/certificates?q=winter").ids()).containsExactly(certificate);
    caller
        .patch(address, "{\"name\": \"Other\"}", "If-Match", read.header("ETag"))
        .expectProblem(412, "stale");
    assertThat(caller.get(address).text("name")).isEqualTo("Winter 2026");
  }

  @Test
  @DisplayName(
      "A certificate's name is neither absent, blank, huge nor hostile, and nothing else changes")
  void badNames() {
    caller.patch(address, "{}").expectField("name", "required");
    caller.patch(address, "{\"name\": \" \"}").expectField("name", "blank");
    caller.patch(address, "{\"name\": \"a\\u0000\"}").expectField("name", "control_character");
    caller
        .patch(address, "{\"name\": \"%s\"}".formatted("x".repeat(201)))
        .expectField("name", "too_long");
    caller.patch(address, "{\"revoked\": true}").expectField("revoked", "unknown_field");
  }

  @Test
  @DisplayName(
      "A2 storing, renaming, revoking, lifting and deleting are recorded, before and after")
  void audited() {
    caller.patch(address, "{\"name\": \"renamed\"}").expect(200);
    caller.patch(address, "{\"name\": \"renamed\"}").expect(200);
    caller.put(address + "/revocation", "").expect(204);
    caller.put(address + "/revocation", "").expect(204);
    caller.delete(address + "/revocation").expect(204);
    caller.delete(address).expect(204);
    assertThat(
            events(
                "action || ' ' || coalesce(before ->> 'name', '-') || ' '"
                    + " || coalesce(after ->> 'name', '-') || ' ' || coalesce(after ->> 'revoked', '-')"))
        .containsExactly(
            "certificate.created - client false",
            "certificate.changed client renamed false",
            "certificate.changed renamed renamed true",
            "certificate.changed renamed renamed false",
            "certificate.deleted renamed - -");
    assertThat(events("actor_kind || ' ' || actor_name")).containsOnly("api_key Key");
  }

  @Test
  @DisplayName("A2 what is refused leaves no record")
  void refusedIsNotRecorded() {
    TestCertificate expired = TestCertificate.selfSigned("old", change -> change.expired());
    caller.upload(expired).expectProblem(422, "certificate_expired");
    assertThat(
            RunningControl.shared()
                .column(
                    "SELECT action FROM audit.events WHERE thing_id = '%s'"
                        .formatted(expired.fingerprint())))
        .isEmpty();
  }

  private List<String> events(String columns) {
    return RunningControl.shared()
        .column(
            "SELECT %s FROM audit.events WHERE thing_id = '%s' ORDER BY at, action"
                .formatted(columns, certificate));
  }
}
