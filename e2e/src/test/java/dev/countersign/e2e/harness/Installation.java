package dev.countersign.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.testkit.port.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Countersign with its roles in processes of their own: a control plane, which starts its private
 * PostgreSQL, and a gateway, which was enrolled by a token. Each can be killed and started again.
 */
public final class Installation implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(2);
  private static final String BOOTSTRAP_KEY = randomKey();

  private final Path directory;
  private final int controlPort = FreePort.next();
  private final int feedPort = FreePort.next();
  private final int gatewayPort = FreePort.next();
  private final int operationsPort = FreePort.next();
  private final HttpClient probe =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private @Nullable Program control;
  private @Nullable Program gateway;

  /** Starts both roles on an empty folder and waits until the gateway has its configuration. */
  public static Installation start(Path directory) throws Exception {
    Installation installation = new Installation(directory);
    try {
      installation.startControl();
      installation.enrolGateway();
      return installation;
    } catch (Exception | AssertionError e) {
      installation.close(); // nobody else can: a failed start must leave nothing running
      throw e;
    }
  }

  private void enrolGateway() throws IOException, InterruptedException {
    String token =
        Management.expect(201, management().send("POST", "/gateways/enrolments", Map.of()))
            .get("token")
            .asString();
    gateway =
        Program.start(
            directory.resolve("gateway.log"),
            Map.of("COUNTERSIGN_ENROLMENT_TOKEN", token),
            gatewayArguments());
    awaitGateway();
  }

  private Installation(Path directory) {
    this.directory = directory;
  }

  /** Starts the control plane and waits until it is ready. */
  public void startControl() throws IOException {
    control =
        Program.start(
            directory.resolve("control.log"),
            Map.of("COUNTERSIGN_BOOTSTRAP_API_KEY", BOOTSTRAP_KEY),
            List.of(
                "control",
                "--data",
                controlData().toString(),
                "--control-port",
                Integer.toString(controlPort),
                "--feed-port",
                Integer.toString(feedPort)));
    awaitControl();
  }

  /** Starts the gateway again, without a token: it is enrolled already. */
  public void startGateway() throws IOException {
    gateway = Program.start(directory.resolve("gateway.log"), Map.of(), gatewayArguments());
  }

  private List<String> gatewayArguments() {
    return List.of(
        "gateway",
        "--control",
        "127.0.0.1:" + feedPort,
        "--data",
        directory.resolve("gateway-data").toString(),
        "--gateway-port",
        Integer.toString(gatewayPort),
        "--operations-port",
        Integer.toString(operationsPort));
  }

  /** Waits until the control plane answers that it is ready. */
  public void awaitControl() {
    await("control plane ready")
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> {
          Program running = control;
          assertThat(running != null && running.isAlive()).as(log("control")).isTrue();
          assertThat(management().send("GET", "/certificates?limit=1", null).status())
              .as(log("control"))
              .isEqualTo(200);
        });
  }

  /** Waits until the gateway has a configuration to serve. */
  public void awaitGateway() {
    await("gateway ready")
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() ->
            assertThat(statusOf("http://127.0.0.1:" + operationsPort + "/health/ready"))
                .as(log("gateway"))
                .isEqualTo(200));
  }

  /**
   * Waits until the gateway has in force, and on disk, all that the control plane has committed.
   */
  public void awaitGatewayHasAll() {
    await("gateway up to date")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> {
          var gateway =
              Management.expect(200, management().send("GET", "/gateways", null))
                  .get("items")
                  .get(0);
          assertThat(gateway.get("lag").get("revisions").asLong()).isZero();
          assertThat(savedRevision()).isGreaterThanOrEqualTo(gateway.get("revision").asLong());
        });
  }

  /** Of the configuration that the gateway would start with; 0 where it has saved none. */
  private long savedRevision() throws IOException {
    Path snapshot = gatewayCertificate().resolveSibling("snapshot.ndjson");
    if (!Files.exists(snapshot)) {
      return 0;
    }
    try (var lines = Files.newBufferedReader(snapshot)) {
      return new JsonMapper().readTree(lines.readLine()).get("revision").asLong();
    }
  }

  /** {@code kill -9} of the control plane; its PostgreSQL stays. */
  public void killControl() throws InterruptedException {
    java.util.Objects.requireNonNull(control).kill();
  }

  /** {@code kill -9} of the gateway. */
  public void killGateway() throws InterruptedException {
    java.util.Objects.requireNonNull(gateway).kill();
  }

  /** {@code kill -9} of PostgreSQL's first process. */
  public void killPostgres() throws IOException {
    postgres().ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Kills PostgreSQL again whenever it has come back, until closed. */
  public Outage holdPostgresDown() {
    return new Outage(this::killPostgres);
  }

  private java.util.Optional<ProcessHandle> postgres() throws IOException {
    try (var files = Files.walk(controlData())) {
      Path pidFile =
          files
              .filter(f -> f.endsWith("postmaster.pid"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("No postmaster.pid: " + log("control")));
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()));
    }
  }

  /** The management API. */
  public Management management() {
    return new Management(URI.create("http://127.0.0.1:" + controlPort), BOOTSTRAP_KEY);
  }

  /** The gateway's address for this path. */
  public URI gatewayUri(String path) {
    return URI.create("https://localhost:" + gatewayPort + path);
  }

  /** The PEM file with the certificate that the gateway made for itself. */
  public Path gatewayCertificate() {
    return directory.resolve("gateway-data/gateway/server.pem");
  }

  private Path controlData() {
    return directory.resolve("control-data");
  }

  private String log(String role) {
    Path log = directory.resolve(role + ".log");
    try {
      return role + " printed:\n" + (Files.exists(log) ? Files.readString(log) : "nothing");
    } catch (IOException e) {
      return role + ": " + e.getMessage();
    }
  }

  private int statusOf(String uri) throws IOException, InterruptedException {
    return probe
        .send(
            HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(5)).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static String randomKey() {
    byte[] bytes = new byte[32];
    new java.security.SecureRandom().nextBytes(bytes);
    return java.util.HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() throws Exception {
    probe.shutdownNow();
    Program g = gateway;
    Program c = control;
    if (g != null) {
      g.close();
    }
    if (c != null) {
      if (!c.isAlive()) {
        // A killed one left its PostgreSQL running: only a start can end it in order.
        startControl();
        c = java.util.Objects.requireNonNull(control);
      }
      c.close();
    }
  }
}
