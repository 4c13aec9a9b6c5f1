package dev.countersign.control.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.Routes;
import dev.countersign.control.testing.RunningControl;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private final JsonNode document = CONTROL.anonymous().get("//openapi.json").expect(200).json();

  @Test
  @DisplayName("The OpenAPI document is 3.1, and has every route and no other")
  void complete() {
    assertThat(document.path("openapi").asString()).startsWith("3.1");
    Set<String> documented = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method ->
                    documented.add(
                        method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
    assertThat(documented)
        .isEqualTo(
            Routes.of(CONTROL).stream()
                .map(route -> route.method() + " " + route.pattern())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  @DisplayName("Every operation names its problems, and all need the API key")
  void common() {
    assertThat(document.path("security").get(0).has("apiKey")).isTrue();
    assertThat(document.at("/components/securitySchemes/apiKey/scheme").asString())
        .isEqualTo("bearer");
    assertThat(document.at("/components/schemas/Problem/properties").propertyNames())
        .as(document.at("/components/schemas/Problem").toString())
        .contains("code", "errors");
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        assertThat(operation.path("responses").propertyNames())
            .as(operation.path("operationId").asString())
            .contains("401", "403", "default")
            .anyMatch(status -> status.startsWith("2"));
      }
    }
  }

  @Test
  @DisplayName("The caller is no parameter, and a PEM file is taken beside JSON")
  void details() {
    assertThat(document.toString()).doesNotContain("\"Caller\"").doesNotContain("ofFirstCompany");
    assertThat(
            document.at("/paths/~1api~1v1~1certificates/post/requestBody/content").propertyNames())
        .contains("application/json", "application/x-pem-file");
    assertThat(document.at("/components/schemas/Certificate/properties").propertyNames())
        .contains("isCa", "notAfter");
    assertThat(document.at("/paths/~1api~1v1~1credentials/post/responses").propertyNames())
        .contains("201");
  }

  @Test
  @DisplayName("A4 health is answered, readiness with the database in it; metrics need a scope")
  void operations() {
    CONTROL.anonymous().get("//health/liveness").expect(200);
    Answer ready = CONTROL.anonymous().get("//health/readiness").expect(200);
    assertThat(ready.text("status")).isEqualTo("UP");
    assertThat(CONTROL.anonymous().get("//health").expect(200).body()).doesNotContain("PostgreSQL");
    CONTROL.anonymous().get("//metrics").expectProblem(401, "unauthenticated");
    CONTROL.company().get("//metrics").expectProblem(403, "forbidden");
    assertThat(CONTROL.first().get("//metrics").expect(200).body())
        .contains("hikaricp_connections");
  }
}
