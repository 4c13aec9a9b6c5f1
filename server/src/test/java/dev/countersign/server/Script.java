package dev.countersign.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator's script against the management API. */
final class Script {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;
  private final String apiKey;

  Script(int port, String apiKey) {
    this.base = URI.create("http://127.0.0.1:" + port + "/api/v1/");
    this.apiKey = apiKey;
  }

  JsonNode create(String path, Object content) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(content)))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  int status(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + apiKey);
  }

  /** An API with mutual TLS that lists this certificate; a token for it. */
  String publish(String certificatePem, String upstream) throws IOException, InterruptedException {
    String certificate = create("certificates", Map.of("pem", certificatePem)).get("id").asString();
    String api =
        create(
                "apis",
                Map.of(
                    "name", "Orders",
                    "hosts", List.of("localhost"),
                    "listenPath", "/orders",
                    "upstream", Map.of("url", upstream),
                    "authentication", Map.of("type", "auth-token"),
                    "mutualTls", Map.of("mode", "enforce", "allowList", List.of(certificate))))
            .get("id")
            .asString();
    return create("credentials", Map.of("name", "orders", "apis", List.of(api)))
        .get("token")
        .asString();
  }
}
