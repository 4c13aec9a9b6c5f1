package dev.countersign.server.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The company's own server behind the gateway: it trusts the gateway, and knows no TLS. */
final class SampleUpstream implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private SampleUpstream(HttpServer server) {
    this.server = server;
  }

  static SampleUpstream start() throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    SampleUpstream upstream = new SampleUpstream(HttpServer.create(anyPort, 0));
    upstream.server.setExecutor(upstream.threads);
    upstream.server.createContext("/", SampleUpstream::answer);
    upstream.server.start();
    return upstream;
  }

  /**
   * Adds a path that answers once something has happened, so that curl can wait for it between two
   * calls of one connection.
   */
  void answerOnce(String path, Wait wait) {
    server.createContext(
        path,
        exchange -> {
          try {
            wait.untilHappened();
            answer(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
          }
        });
  }

  /** Waits for something to happen. */
  interface Wait {
    void untilHappened() throws InterruptedException;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    byte[] body =
        "{\"path\": \"%s\", \"answeredBy\": \"the sample upstream\"}%n"
            .formatted(exchange.getRequestURI().getPath().replaceAll("[^A-Za-z0-9/_.-]", "?"))
            .getBytes(UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
