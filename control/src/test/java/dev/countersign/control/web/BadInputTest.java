package dev.countersign.control.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.PageClient;
import dev.countersign.control.testing.RunningControl;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

  private static final RunningControl CONTROL = RunningControl.shared();
  private final ApiClient caller = CONTROL.company();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nonsense",
        "{\"name\": \"a\", \"name\": \"b\"}",
        "{} {}",
        "[]",
        "null",
        "7"
      })
  @DisplayName("A body that is no JSON object of the kind is refused")
  void noJson(String body) {
    assertThat(caller.post("/credentials", body).status()).isIn(400, 422);
    assertThat(caller.post("/apis", body).header("Content-Type"))
        .isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "a\\udfff", "\\udc00\\ud800"})
  @DisplayName("Half of a surrogate pair in JSON is an error of its field, wherever that is")
  void halfPair(String text) {
    caller
        .post("/credentials", "{\"name\": \"%s\"}".formatted(text))
        .expectField("name", "malformed");
    String id = caller.newCredential();
    caller
        .patch("/credentials/" + id, "{\"name\": \"%s\"}".formatted(text))
        .expectField("name", "malformed");
    caller
        .post("/credentials", "{\"name\": \"A\", \"apis\": [\"%s\"]}".formatted(text))
        .expectField("apis[0]", "malformed");
    caller
        .post("/roles", "{\"name\": \"%s\", \"permissions\": []}".formatted(text))
        .expectField("name", "malformed");
    caller
        .post("/credentials", "{\"%s\": \"A\"}".formatted(text))
        .expectProblem(400, "request_malformed");
    caller.post("/credentials", "{\"name\": \"\\ud83d\\ude00\"}").expect(201);
  }

  @Test
  @DisplayName("A NUL in a form, or in a form with a file, is an error of its field")
  void nul() {
    PageClient person = CONTROL.member(caller, "certificates:view", "certificates:create");
    for (String field : List.of("name", "a\0b")) {
      assertThat(person.post("/account", "/account", field, "a\0b").statusCode()).isEqualTo(422);
    }
    assertThat(person.post("/account", "/account/company", "company", "\0").statusCode())
        .isEqualTo(422);
    assertThat(
            person
                .postFile("/certificates/new", "file", "a.pem", new byte[] {1}, "name", "a\0b")
                .statusCode())
        .isEqualTo(422);
    assertThat(
            new PageClient(CONTROL.port())
                .post("/forgotten", "/forgotten", "email", "a\0@b")
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  @DisplayName("A1 an e-mail address with a NUL is just wrong at the login")
  void nulAtLogin() {
    var answer =
        new PageClient(CONTROL.port())
            .post("/login", "/login", "email", "a\0@b", "password", "a\0b");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Wrong e-mail address or password.");
  }

  @Test
  @DisplayName("JSON as deep as a well is refused")
  void deep() {
    String deep = "[".repeat(5000) + "]".repeat(5000);
    caller.post("/credentials", "{\"apis\": " + deep + "}").expectField("apis[0]", "malformed");
    String id = caller.newCredential();
    caller
        .patch("/credentials/" + id, "{\"apis\": " + deep + "}")
        .expectProblem(400, "request_malformed");
  }

  @Test
  @DisplayName("A body over 1 MiB is 413, whether it says so or goes on and on")
  void tooLarge() throws Exception {
    String mega = "#".repeat(1024 * 1024 + 1);
    caller.upload(mega).expectProblem(413, "body_too_large");
    caller.upload(mega.substring(2)).expectProblem(422, "too_large");
    assertThat(chunked(mega)).startsWith("HTTP/1.1 413");
  }

  private String chunked(String body) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), CONTROL.port())) {
      var out = socket.getOutputStream();
      out.write(
          """
          POST /api/v1/certificates HTTP/1.1\r
          Host: x\r
          Authorization: Bearer %s\r
          Content-Type: application/x-pem-file\r
          Transfer-Encoding: chunked\r
          \r
          %x\r
          """
              .formatted(caller.key(), body.length())
              .getBytes(StandardCharsets.US_ASCII));
      out.write((body + "\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] head = socket.getInputStream().readNBytes(12);
      return new String(head, StandardCharsets.US_ASCII);
    }
  }

  @Test
  @DisplayName("Another media type is 415")
  void mediaType() {
    caller.send("POST", "/apis", "text/plain", "{}").expectProblem(415, "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/feed/v1/snapshot",
        "//feed/v1/snapshot",
        "/x/../feed/v1/snapshot",
        "/%66eed/v1/snapshot",
        "/feed/v1/changes"
      })
  @DisplayName("The feed is not served on the control port, however it is spelled")
  void feedElsewhere(String path) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), CONTROL.port())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                  .formatted(path, RunningControl.FIRST_KEY)
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).containsPattern("^HTTP/1.1 40[04]").doesNotContain("\"feedId\"");
    }
  }

  @Test
  @DisplayName("What is asked for in vain shows no stack trace and no version")
  void quiet() {
    assertThat(caller.get("/apis/%00").body()).doesNotContain("Tomcat").doesNotContain("at org.");
    assertThat(caller.get("/apis/a%2F..%2Fb").body()).doesNotContain("Tomcat");
  }
}
