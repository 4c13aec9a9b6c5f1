package dev.countersign.gateway.feed;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to one feed port with one certificate, or none. Every wait and every size has a bound, also
 * where the other end sends a byte now and then.
 */
final class FeedClient implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final long LARGEST_MESSAGE = 64 * 1024;

  private final FeedAddress address;
  private final HttpClient http;

  private FeedClient(FeedAddress address, SSLContext tls) {
    this.address = address;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .sslContext(tls)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /** Shows no certificate: for an enrolment. */
  static FeedClient anonymous(FeedAddress address, FeedTrust trust) {
    return new FeedClient(address, tls(null, trust));
  }

  /** Shows the gateway's certificate. */
  static FeedClient as(FeedIdentity identity, FeedAddress address, FeedTrust trust) {
    return new FeedClient(address, tls(new OwnKey(identity.held()), trust));
  }

  private static SSLContext tls(@Nullable KeyManager key, FeedTrust trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(
          key == null ? new KeyManager[0] : new KeyManager[] {key},
          new TrustManager[] {trust},
          new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has TLS 1.3", e);
    }
  }

  /**
   * Asks.
   *
   * @param wait how long the other end was asked to wait before it answers
   * @param largest how many bytes the answer may have
   */
  Answer get(String pathAndQuery, Duration wait, long largest)
      throws IOException, InterruptedException {
    return send(request(pathAndQuery, ANSWER.plus(wait)).GET().build(), largest);
  }

  /** Sends JSON, and gets a short answer. */
  Answer post(String path, byte[] json) throws IOException, InterruptedException {
    HttpRequest request =
        request(path, ANSWER)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json))
            .build();
    return send(request, LARGEST_MESSAGE);
  }

  private HttpRequest.Builder request(String pathAndQuery, Duration timeout) {
    return HttpRequest.newBuilder(address.route(pathAndQuery)).timeout(timeout);
  }

  private Answer send(HttpRequest request, long largest) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
    return new Answer(response.statusCode(), new BoundedBody(response.body(), largest));
  }

  /** Takes no further questions, and ends with the last answer. */
  void retire() {
    http.shutdown();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** What came; whoever takes it closes it. */
  record Answer(int status, BoundedBody body) implements AutoCloseable {

    byte[] bytes() throws IOException {
      return body.readAllBytes();
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
