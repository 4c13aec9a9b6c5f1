package dev.countersign.control.testing;

import dev.countersign.testkit.certificate.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A caller of the REST API. */
public final class ApiClient {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int port;
  private final String key;

  public ApiClient(int port, String key) {
    this.port = port;
    this.key = key;
  }

  public String key() {
    return key;
  }

  public Answer get(String path) {
    return send("GET", path, "application/json", null);
  }

  public Answer post(String path, String json, String... headers) {
    return send("POST", path, "application/json", json, headers);
  }

  public Answer put(String path, String json, String... headers) {
    return send("PUT", path, "application/json", json, headers);
  }

  public Answer patch(String path, String json, String... headers) {
    return send("PATCH", path, "application/json", json, headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, "application/json", null, headers);
  }

  public Answer upload(TestCertificate certificate) {
    return upload(certificate.pem());
  }

  public Answer upload(String pem) {
    return send("POST", "/certificates", "application/x-pem-file", pem);
  }

  /** Stores a new client certificate; answers its id. */
  public String newCertificate(String name) {
    return upload(TestCertificate.selfSigned(name)).expect(201).text("id");
  }

  /** Makes an API with a listen path of its own; answers its id. */
  public String newApi(String listenPath) {
    return post("/apis", api(listenPath)).expect(201).text("id");
  }

  public static String api(String listenPath, String... more) {
    return """
    {"name": "Orders", "listenPath": "%s", "upstream": {"url": "http://127.0.0.1:9000"}%s}
    """
        .formatted(listenPath, more.length == 0 ? "" : ", " + String.join(", ", more));
  }

  public String newCredential(String... apis) {
    String list = apis.length == 0 ? "" : "\"" + String.join("\", \"", apis) + "\"";
    return post("/credentials", "{\"name\": \"App\", \"apis\": [%s]}".formatted(list))
        .expect(201)
        .text("id");
  }

  /** Paths without {@code /api/v1} in front get it. */
  public Answer send(
      String method, String path, String contentType, String body, String... headers) {
    boolean whole = path.startsWith("//");
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d%s"
                        .formatted(port, whole ? path.substring(1) : "/api/v1" + path)))
            .header("Content-Type", contentType)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
