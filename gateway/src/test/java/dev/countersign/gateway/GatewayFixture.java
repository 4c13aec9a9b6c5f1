package dev.countersign.gateway;

import static org.awaitility.Awaitility.await;

import dev.countersign.gateway.tls.ServerCertificate;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.pki.certificate.UnreadableCertificateException;
import dev.countersign.policy.configuration.AllowListEntry;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Authentication;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.MutualTls;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.configuration.TokenHash;
import dev.countersign.policy.configuration.UpstreamConfiguration;
import dev.countersign.testkit.certificate.TestCertificate;
import dev.countersign.testkit.http.FaultyUpstream;
import dev.countersign.testkit.time.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A gateway over real sockets, with a feed and an upstream that the test holds. */
final class GatewayFixture implements AutoCloseable {
  static final String COMPANY = "acme";
  static final String TOKEN = "cs_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
  static final TestCertificate SERVER_CA = TestCertificate.ca("server-ca");
  static final TestCertificate SERVER =
      SERVER_CA.issueServer(
          "localhost", "127.0.0.1", "api.test", "open.test", "mtls.test", "other.test");
  static final TestCertificate CLIENT_CA = TestCertificate.ca("client-ca");
  static final TestCertificate ALICE = CLIENT_CA.issueClient("alice");
  static final TestCertificate BOB = CLIENT_CA.issueClient("bob");

  final FeedFake feed = new FeedFake();
  final FaultyUpstream upstream = FaultyUpstream.start();
  final SettableClock clock = SettableClock.at(Instant.now());
  final Path directory;
  private final GatewayOptions options;
  Gateway gateway;

  private GatewayFixture(UnaryOperator<GatewayOptions> change) throws IOException {
    directory = Files.createTempDirectory("gateway-test");
    Path certificate = Files.writeString(directory.resolve("server.pem"), SERVER.chainPem());
    Path key = Files.writeString(directory.resolve("server.key"), SERVER.privateKeyPem());
    options =
        change.apply(
            GatewayOptions.onLoopback(directory.resolve("data"))
                .withCertificate(new ServerCertificate.Files(certificate, key))
                .withPlainAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withThreads(2));
    open();
  }

  static GatewayFixture start(UnaryOperator<GatewayOptions> change) {
    try {
      return new GatewayFixture(change);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GatewayFixture start() {
    return start(UnaryOperator.identity());
  }

  static GatewayFixture withLimits(UnaryOperator<Limits> change) {
    return start(options -> options.withLimits(change.apply(options.limits())));
  }

  void open() {
    try {
      gateway = Gateway.start(options, feed, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An API at every host, without certificate or token: what it tests is the proxy. */
  GatewayFixture openApi() {
    feed.put(api("open", "/").build());
    return inForce();
  }

  /** An API with mutual TLS that lists ALICE, with a token. */
  GatewayFixture mutualTlsApi() {
    feed.put(
        stored(ALICE),
        api("mtls", "/").mutualTls().token().build(),
        listed("mtls", ALICE),
        credential("cred", "mtls").build());
    return inForce();
  }

  GatewayFixture inForce() {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> gateway.revision().orElse(-1) == feed.revision());
    return this;
  }

  ApiBuilder api(String id, String listenPath) {
    return new ApiBuilder(id, listenPath, URI.create(upstream.url()));
  }

  static AllowListEntry listed(String api, TestCertificate certificate) {
    return new AllowListEntry(api, Fingerprint.parse(certificate.fingerprint()));
  }

  static StoredCertificate stored(TestCertificate test) {
    try {
      Certificate certificate = Certificate.parse(test.der());
      return new StoredCertificate(
          COMPANY,
          certificate.fingerprint(),
          "test",
          certificate.notBefore(),
          certificate.notAfter(),
          certificate.subjectHash(),
          certificate.keyHash(),
          certificate.isCa() ? certificate : null,
          false);
    } catch (UnreadableCertificateException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static CredentialBuilder credential(String id, String... apis) {
    return new CredentialBuilder(id, Set.of(apis));
  }

  int port() {
    return gateway.port();
  }

  RawClient connect(String serverName, TestCertificate... chain) {
    return RawClient.tls(gateway.port(), serverName, chain);
  }

  RawClient connectPlain() {
    return RawClient.plain(gateway.plainPort().orElseThrow());
  }

  /** A fresh connection, one GET, and whatever is answered. */
  RawAnswer get(String serverName, String path, String headers, TestCertificate... chain) {
    try (RawClient client = connect(serverName, chain)) {
      return client.get(serverName, path, headers);
    }
  }

  @Override
  public void close() {
    gateway.close();
    upstream.close();
  }

  /** Makes an API. */
  static final class ApiBuilder {
    private final String id;
    private final String listenPath;
    private String name;
    private URI url;
    private List<String> hosts = List.of();
    private boolean strip;
    private Duration timeout = Duration.ofSeconds(5);
    private boolean forwardCertificate;
    private Authentication authentication = new Authentication.None();
    private MutualTls mutualTls = new MutualTls(MutualTls.Mode.OFF, false);

    private ApiBuilder(String id, String listenPath, URI url) {
      this.id = id;
      this.name = id;
      this.listenPath = listenPath;
      this.url = url;
    }

    ApiBuilder named(String other) {
      name = other;
      return this;
    }

    ApiBuilder hosts(String... names) {
      hosts = List.of(names);
      return this;
    }

    ApiBuilder strip() {
      strip = true;
      return this;
    }

    ApiBuilder url(String other) {
      url = URI.create(other);
      return this;
    }

    ApiBuilder timeout(Duration other) {
      timeout = other;
      return this;
    }

    ApiBuilder forwardCertificate() {
      forwardCertificate = true;
      return this;
    }

    ApiBuilder mutualTls() {
      mutualTls = new MutualTls(MutualTls.Mode.ENFORCE, false);
      return this;
    }

    ApiBuilder token() {
      authentication = new Authentication.AuthToken(null, false);
      return this;
    }

    ApiBuilder token(String header, boolean forward) {
      authentication = new Authentication.AuthToken(header, forward);
      return this;
    }

    ApiConfiguration build() {
      return new ApiConfiguration(
          id,
          COMPANY,
          name,
          hosts,
          listenPath,
          strip,
          new UpstreamConfiguration(url, timeout, forwardCertificate),
          authentication,
          mutualTls,
          true);
    }
  }

  /** Makes a credential for {@link #TOKEN}, or another. */
  static final class CredentialBuilder {
    private final String id;
    private final Set<String> apis;
    private String token = TOKEN;
    private Set<Fingerprint> bound = Set.of();
    private Credential.Status status = Credential.Status.ACTIVE;
    private Credential.Allowance rateLimit;
    private Credential.Allowance quota;

    private CredentialBuilder(String id, Set<String> apis) {
      this.id = id;
      this.apis = apis;
    }

    CredentialBuilder token(String other) {
      token = other;
      return this;
    }

    CredentialBuilder boundTo(TestCertificate certificate) {
      bound = Set.of(Fingerprint.parse(certificate.fingerprint()));
      return this;
    }

    CredentialBuilder status(Credential.Status other) {
      status = other;
      return this;
    }

    CredentialBuilder rateLimit(long requests, Duration per) {
      rateLimit = new Credential.Allowance(requests, per);
      return this;
    }

    CredentialBuilder quota(long requests, Duration per) {
      quota = new Credential.Allowance(requests, per);
      return this;
    }

    Credential build() {
      return new Credential(
          id,
          COMPANY,
          id,
          List.of(new Credential.AcceptedToken(TokenHash.of(token), null)),
          apis,
          bound,
          status,
          null,
          rateLimit,
          quota);
    }
  }
}
