package dev.countersign.control.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the REST API answered. */
public record Answer(int status, HttpHeaders headers, String body) {

  private static final JsonMapper JSON = JsonMapper.shared();

  public Answer expect(int wanted) {
    assertThat(status).as(body).isEqualTo(wanted);
    return this;
  }

  /** Asserts a problem with this status and code. */
  public Answer expectProblem(int wanted, String code) {
    expect(wanted);
    assertThat(header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(text("code")).as(body).isEqualTo(code);
    assertThat(json().path("status").intValue()).isEqualTo(wanted);
    assertThat(text("title")).isNotBlank();
    assertThat(text("detail")).isNotBlank();
    return this;
  }

  /** Asserts a 422 that names this field with this code. */
  public Answer expectField(String field, String code) {
    expectProblem(422, "invalid_fields");
    assertThat(
            list("errors").stream()
                .map(e -> e.path("field").asString() + " " + e.path("code").asString()))
        .as(body)
        .contains(field + " " + code);
    return this;
  }

  public JsonNode json() {
    return JSON.readTree(body);
  }

  public String text(String field) {
    JsonNode node = json();
    for (String name : field.split("\\.")) {
      node = node.path(name);
    }
    return node.isMissingNode() || node.isNull() ? null : node.asString();
  }

  public List<JsonNode> list(String field) {
    JsonNode node = json();
    for (String name : field.split("\\.")) {
      node = node.path(name);
    }
    return StreamSupport.stream(node.spliterator(), false).toList();
  }

  public List<String> texts(String field) {
    return list(field).stream().map(JsonNode::asString).toList();
  }

  public List<String> ids() {
    return list("items").stream().map(item -> item.path("id").asString()).toList();
  }

  public List<String> warnings() {
    return list("warnings").stream().map(warning -> warning.path("code").asString()).toList();
  }

  public String header(String name) {
    return headers.firstValue(name).orElse(null);
  }
}
