package dev.countersign.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The management API as a script would use it. */
final class Management implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;
  private final String apiKey;

  Management(URI base, String apiKey) {
    this.base = base;
    this.apiKey = apiKey;
  }

  /** Stores a certificate; its id. */
  String store(String name, String pem) throws IOException, InterruptedException {
    return post("/certificates", Map.of("name", name, "pem", pem)).get("id").asString();
  }

  /** Creates something; the answer. */
  JsonNode post(String path, Object content) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(content)))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException(
          "POST %s was answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
    }
    return JSON.readTree(answer.body());
  }

  URI uri(String path) {
    return base.resolve("/api/v1" + path);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
