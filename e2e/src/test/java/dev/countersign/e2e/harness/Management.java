package dev.countersign.e2e.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The management API as a script uses it. */
public final class Management {

  /** Status and body of an answer; an empty object where there is no body. */
  public record Answer(int status, JsonNode body) {}

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI base;
  private final String apiKey;

  /** The API at this address with this key. */
  public Management(URI base, String apiKey) {
    this.base = base;
    this.apiKey = apiKey;
  }

  /** Sends a request with a JSON body, or none where it is null. */
  public Answer send(String method, String path, Object body)
      throws IOException, InterruptedException {
    return send(
        method, path, "application/json", body == null ? "" : JSON.writeValueAsString(body));
  }

  private Answer send(String method, String path, String contentType, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(base.resolve("/api/v1" + path))
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", contentType)
                .timeout(Duration.ofSeconds(20))
                .method(
                    method,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    String text = answer.body();
    return new Answer(
        answer.statusCode(), text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text));
  }

  /** Puts a certificate into the store; its id. */
  public String storeCertificate(String pem) throws IOException, InterruptedException {
    Answer answer = send("POST", "/certificates", "application/x-pem-file", pem);
    return expect(201, answer).get("id").asString();
  }

  /** Publishes an API with mutual TLS and access tokens on localhost; its id. */
  public String publishApi(String name, String listenPath, URI upstream, List<String> allowList)
      throws IOException, InterruptedException {
    Answer answer =
        send(
            "POST",
            "/apis",
            Map.of(
                "name", name,
                "hosts", List.of("localhost"),
                "listenPath", listenPath,
                "upstream", Map.of("url", upstream.toString()),
                "authentication", Map.of("type", "auth-token"),
                "mutualTls", Map.of("mode", "enforce", "allowList", allowList)));
    return expect(201, answer).get("id").asString();
  }

  /** Issues a credential for one API; its token. */
  public String issueToken(String name, String api) throws IOException, InterruptedException {
    Answer answer = send("POST", "/credentials", Map.of("name", name, "apis", List.of(api)));
    return expect(201, answer).get("token").asString();
  }

  /** The body, when the status is this one. */
  public static JsonNode expect(int status, Answer answer) {
    if (answer.status() != status) {
      throw new IllegalStateException(
          "Expected " + status + " but was answered " + answer.status() + ": " + answer.body());
    }
    return answer.body();
  }
}
