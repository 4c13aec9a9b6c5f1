package dev.countersign.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.testkit.port.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All of Countersign in one process, as {@code ./countersign up} starts it, on an empty folder. */
public final class Dashboard implements AutoCloseable {

  private static final Pattern FIRST_LINK = Pattern.compile("https?://\\S+/first\\?\\S+");

  private static final Pattern PASSWORD_LINK =
      Pattern.compile("https?://[^/\\s]+(/password\\?\\S+)");

  private final Path data;
  private final Program program;
  private final int controlPort;
  private final int gatewayPort;

  private Dashboard(Path data, Program program, int controlPort, int gatewayPort) {
    this.data = data;
    this.program = program;
    this.controlPort = controlPort;
    this.gatewayPort = gatewayPort;
  }

  /** Starts it and waits until it has said where it is. */
  public static Dashboard start(Path directory) throws Exception {
    int controlPort = FreePort.next();
    int gatewayPort = FreePort.next();
    Path data = directory.resolve("data");
    Program program =
        Program.start(
            directory.resolve("up.log"),
            Map.of(),
            List.of(
                "up",
                "--data",
                data.toString(),
                "--control-port",
                Integer.toString(controlPort),
                "--gateway-port",
                Integer.toString(gatewayPort),
                "--feed-port",
                Integer.toString(FreePort.next()),
                "--operations-port",
                Integer.toString(FreePort.next())));
    Dashboard dashboard = new Dashboard(data, program, controlPort, gatewayPort);
    try {
      await("the first start")
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(() -> {
            assertThat(program.isAlive()).as(program.output()).isTrue();
            assertThat(program.output()).containsPattern(FIRST_LINK);
          });
    } catch (AssertionError | RuntimeException e) {
      program.close(); // nobody else can: a failed start must leave nothing running
      throw e;
    }
    return dashboard;
  }

  /** Where people open it. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + controlPort);
  }

  /** The link that it printed for the first administrator, as path and query. */
  public String firstLink() {
    Matcher link = FIRST_LINK.matcher(program.output());
    assertThat(link.find()).isTrue();
    URI whole = URI.create(link.group());
    return whole.getRawPath() + "?" + whole.getRawQuery();
  }

  /** What {@code ./countersign password-link} prints for this person, as path and query. */
  public String passwordLink(String email) throws IOException, InterruptedException {
    Path log = data.resolveSibling("password-link.log");
    try (Program command =
        Program.start(log, Map.of(), List.of("password-link", "--data", data.toString(), email))) {
      assertThat(command.exitStatus()).as(command.output()).isZero();
      Matcher link = PASSWORD_LINK.matcher(command.output());
      assertThat(link.find()).as(command.output()).isTrue();
      return link.group(1);
    }
  }

  /** The management API, with this key. */
  public Management management(String apiKey) {
    return new Management(uri(), apiKey);
  }

  /** The gateway's address for this path. */
  public URI gateway(String path) {
    return URI.create("https://localhost:" + gatewayPort + path);
  }

  /** The PEM file with the certificate that the gateway made for itself. */
  public Path gatewayCertificate() {
    return data.resolve("gateway/server.pem");
  }

  @Override
  public void close() throws InterruptedException {
    program.close();
  }
}
