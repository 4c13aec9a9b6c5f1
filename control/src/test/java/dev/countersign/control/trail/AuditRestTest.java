package dev.countersign.control.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AuditRestTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private final ApiClient writer = CONTROL.company();
  private final ApiClient reader = CONTROL.keyOf(writer, "audit:read");

  private List<String> actions(String query) {
    return reader.get("/audit" + query).expect(200).list("items").stream()
        .map(event -> event.path("action").asString())
        .toList();
  }

  @Test
  @DisplayName("A2 an event says who, when, from where, what, before and after")
  void complete() {
    String id = writer.newCredential();
    writer.patch("/credentials/" + id, "{\"name\": \"Renamed\"}").expect(200);
    JsonNode event = reader.get("/audit?id=" + id).expect(200).list("items").getFirst();
    assertThat(event.path("action").asString()).isEqualTo("credential.changed");
    assertThat(event.path("actor").path("kind").asString()).isEqualTo("api_key");
    assertThat(event.path("actor").path("name").asString()).isEqualTo("Key");
    assertThat(event.path("actor").path("address").asString()).isEqualTo("127.0.0.1");
    assertThat(event.path("name").asString()).isEqualTo("Renamed");
    assertThat(event.path("before").path("name").asString()).isEqualTo("App");
    assertThat(event.path("after").path("name").asString()).isEqualTo("Renamed");
    assertThat(event.path("at").asString()).matches("2\\d{3}-.*Z");
  }

  @Test
  @DisplayName("A2 the trail is filtered by who, action, kind, thing and time")
  void filtered() {
    String api = writer.newApi("/" + java.util.UUID.randomUUID());
    String credential = writer.newCredential(api);
    writer.delete("/credentials/" + credential).expect(204);
    assertThat(actions(""))
        .containsExactly("credential.deleted", "credential.created", "api.created");
    assertThat(actions("?kind=api")).containsExactly("api.created");
    assertThat(actions("?action=credential.created")).containsExactly("credential.created");
    assertThat(actions("?id=" + credential))
        .containsExactly("credential.deleted", "credential.created");
    assertThat(actions("?who=ke")).hasSize(3);
    assertThat(actions("?who=somebody")).isEmpty();
    assertThat(actions("?who=%25")).isEmpty();
    assertThat(actions("?from=2020-01-01&to=2020-12-31")).isEmpty();
    assertThat(actions("?from=2020-01-01T00:00:00Z")).hasSize(3);
    assertThat(actions("?kind=&who=&action=&id=&from=&to=")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"from=yesterday", "to=2026-13-01", "from=2026-01-01T25:00:00Z"})
  @DisplayName("A time that is none is refused")
  void noTime(String query) {
    reader.get("/audit?" + query).expectField(query.substring(0, query.indexOf('=')), "malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=-1000000000-01-01T00:00:00Z",
        "to=%2B1000000000-12-31T00:00:00Z",
        "from=-4800-01-01",
        "to=%2B300000-01-01"
      })
  @DisplayName("A time that no event can be of is refused, in the list and in the export")
  void outOfRange(String query) {
    String field = query.substring(0, query.indexOf('='));
    reader.get("/audit?" + query).expectField(field, "out_of_range");
    reader.get("/audit/export?" + query).expectField(field, "out_of_range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"who=%00", "id=%00", "action='%20OR%20true%20--"})
  @DisplayName("Hostile filters find nothing")
  void hostile(String query) {
    writer.newCredential();
    assertThat(actions("?" + query)).isEmpty();
  }

  @Test
  @DisplayName("A filter that is no UTF-8 is refused")
  void noText() {
    reader.get("/audit?id=%ff").expectProblem(400, "request_malformed");
  }

  @Test
  @DisplayName("A page leads to the next, and nothing is shown twice")
  void paged() {
    String first = writer.newCredential();
    String second = writer.newCredential();
    String third = writer.newCredential();
    Answer page = reader.get("/audit?limit=2").expect(200);
    assertThat(page.ids()).containsExactly(third, second);
    Answer rest = reader.get("/audit?limit=2&cursor=" + page.text("next")).expect(200);
    assertThat(rest.ids()).containsExactly(first);
    assertThat(rest.text("next")).isNull();
    reader.get("/audit?cursor=nonsense").expectField("cursor", "malformed");
    reader.get("/audit?cursor=gAAAAAAAAAA").expectField("cursor", "malformed");
  }

  @Test
  @DisplayName("S7 the trail is one company's alone")
  void anothers() {
    String id = writer.newCredential();
    ApiClient other = CONTROL.keyOf(CONTROL.company(), "audit:read");
    assertThat(other.get("/audit?id=" + id).expect(200).ids()).isEmpty();
    assertThat(other.get("/audit/export").expect(200).body()).isEqualTo("{\"events\":0}\n");
    assertThat(other.get("/audit/verification").expect(200).text("sequence")).isEqualTo("0");
  }

  @Test
  @DisplayName("A2 verification says until where the trail is whole")
  void verified() {
    writer.newCredential();
    writer.newCredential();
    Answer found = reader.get("/audit/verification").expect(200);
    assertThat(found.json().path("whole").asBoolean()).isTrue();
    assertThat(found.text("sequence")).isEqualTo("2");
    assertThat(found.text("hash")).matches("[0-9a-f]{64}");
    assertThat(found.json().path("fault").isNull()).isTrue();
  }

  @Test
  @DisplayName("A2 nothing but the export is needed to verify it")
  void outsider() {
    String name = "Name \\\" \\u0001 \\t \\u00e9 \\ud83d\\ude00 </script>";
    writer.post("/credentials", "{\"name\": \"%s\"}".formatted(name.replace("\\u0001 \\t", "")));
    for (int i = 0; i < 3; i++) {
      writer.newCredential();
    }
    Answer export = reader.get("/audit/export").expect(200);
    assertThat(export.header("Content-Type")).startsWith("application/x-ndjson");
    assertThat(export.header("Content-Disposition")).contains("attachment", "audit.ndjson");
    assertThat(Outsider.verify(export.body()))
        .isEqualTo("4 " + reader.get("/audit/verification").text("hash"));
    assertThat(Outsider.verify(export.body().replace("App", "Apq"))).isEqualTo("broken at 2");
    assertThat(Outsider.verify(export.body().replaceFirst("\\{[^\n]*\n", "")))
        .isEqualTo("broken at 2");
    assertThat(Outsider.verify(export.body().replaceFirst("\\{[^\n]*\n$", "")))
        .isEqualTo("broken off after 4");
  }

  @Test
  @DisplayName("An export is of what the filter shows, however much that is")
  void exportOfMany() {
    String credential = writer.newCredential();
    Stream.of("x", "y")
        .forEach(name ->
            writer.patch("/credentials/" + credential, "{\"name\": \"%s\"}".formatted(name)));
    assertThat(reader.get("/audit/export?action=credential.changed").body().lines())
        .hasSize(3)
        .last()
        .isEqualTo("{\"events\":2}");
    reader.get("/audit/export?format=xlsx").expectField("format", "unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\uFF1D1"})
  @DisplayName("A2 a name that a spreadsheet takes for a formula is exported as text")
  void formula(String name) {
    writer.post("/credentials", "{\"name\": \"%s\"}".formatted(name)).expect(201);
    Answer csv = reader.get("/audit/export?format=csv").expect(200);
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.body().lines().toList().getFirst()).startsWith("sequence,at,actor_kind");
    assertThat(csv.body()).contains(",\"'" + name + "\",").doesNotContain(",\"" + name);
  }
}
