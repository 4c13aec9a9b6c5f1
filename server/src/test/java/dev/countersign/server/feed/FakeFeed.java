package dev.countersign.server.feed;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.countersign.gateway.feed.FeedAddress;
import dev.countersign.pki.issue.CertificateAuthority;
import dev.countersign.pki.issue.HeldCertificate;
import dev.countersign.pki.issue.SigningRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import tools.jackson.databind.json.JsonMapper;

/** A control plane that goes wrong as told. */
final class FakeFeed implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  final CertificateAuthority authority =
      CertificateAuthority.create("A feed", InstantSource.system(), Duration.ofDays(10));
  final AtomicInteger asked = new AtomicInteger();
  private final HttpsServer server;
  private volatile Script script = (status, out) -> {};
  private volatile boolean loseEnrolment;

  FakeFeed(String... names) throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SSLContext context = context(authority.issueServer(List.of(names), Duration.ofDays(1)));
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            parameters.setSSLParameters(wanted);
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/feed/v1/enrolments", this::enrol);
    server.createContext("/feed/v1/", this::answer);
    server.start();
  }

  private static SSLContext context(HeldCertificate held) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "feed", held.privateKey(), new char[0], held.x509Chain().toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, new SecureRandom());
    return context;
  }

  FeedAddress address() {
    return new FeedAddress("127.0.0.1", server.getAddress().getPort());
  }

  String token() {
    return token(authority);
  }

  static String token(CertificateAuthority authority) {
    var fingerprint = authority.certificate().fingerprint();
    byte[] bytes =
        ByteBuffer.allocate(32)
            .putLong(fingerprint.first())
            .putLong(fingerprint.second())
            .putLong(fingerprint.third())
            .putLong(fingerprint.fourth())
            .array();
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return "cse_" + base64.encodeToString(new byte[32]) + "." + base64.encodeToString(bytes);
  }

  /** From now on answers so. */
  void answers(Script next) {
    script = next;
  }

  /** Enrols, and hangs up instead of answering. */
  void loseEnrolments() {
    loseEnrolment = true;
  }

  private void enrol(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    if (loseEnrolment) {
      exchange.close();
      return;
    }
    var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    var request = SigningRequest.parse(body.get("signingRequest").stringValue());
    var certificate = authority.issueClient(request, "gateway-1", Duration.ofDays(5));
    byte[] answer =
        JSON.writeValueAsBytes(
            Map.of(
                "gatewayId", "gateway-1",
                "certificate", certificate.toPem(),
                "authority", authority.certificate().toPem()));
    exchange.sendResponseHeaders(201, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private void answer(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream());
    try {
      script.answer(
          (code, length) -> exchange.sendResponseHeaders(code, length), exchange.getResponseBody());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** Sends the head of an answer. */
  @FunctionalInterface
  interface Head {
    /** As {@link com.sun.net.httpserver.HttpExchange#sendResponseHeaders}. */
    void send(int status, long length) throws IOException;
  }

  /** What to answer. */
  @FunctionalInterface
  interface Script {
    /** Answers. */
    void answer(Head head, java.io.OutputStream body) throws IOException, InterruptedException;
  }
}
