package dev.countersign.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Reads the operations port as an operator would. */
final class Metrics {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Metrics() {}

  static HttpResponse<String> get(Gateway gateway, String path) {
    try {
      URI uri = URI.create("http://127.0.0.1:" + gateway.operationsPort() + path);
      return CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value of the first line that starts so. */
  static String read(Gateway gateway, String start) {
    return get(gateway, "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse("0");
  }
}
