package dev.countersign.server.demo;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.ControlPlane;
import dev.countersign.gateway.Gateway;
import dev.countersign.gateway.GatewayOptions;
import dev.countersign.policy.feed.ConfigurationFeed;
import dev.countersign.policy.feed.FeedUnavailableException;
import dev.countersign.policy.feed.UnreadableConfigurationException;
import dev.countersign.server.role.ControlRole;
import dev.countersign.server.role.DataDirectory;
import dev.countersign.server.role.Database;
import dev.countersign.server.role.GatewayRole;
import dev.countersign.server.role.Running;
import dev.countersign.server.role.StartException;
import dev.countersign.server.role.TemporaryFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Everything in a temporary folder, shown, and gone afterwards. */
public final class Demo {

  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final PrintWriter out;
  private final Running running;
  private final DemoFolder folder;

  private Demo(PrintWriter out, Running running, DemoFolder folder) {
    this.out = out;
    this.running = running;
    this.folder = folder;
  }

  /**
   * Shows the product.
   *
   * @param once whether to end after the table, and not wait for Ctrl-C
   * @return whether every call went as it should
   */
  public static boolean run(PrintWriter out, boolean once)
      throws StartException, IOException, InterruptedException {
    if (Curl.isMissing()) {
      throw new StartException("The demo calls with curl, and it is missing: apt-get install curl");
    }
    DemoFolder folder = DemoFolder.make();
    // Before the first logger is made: the table is what is to be read, and not the log.
    System.setProperty("countersign.log.to", "file");
    System.setProperty("countersign.log.file", folder.log().toString());
    try (Running running = new Running()) {
      running.add("temporary folder", folder);
      try {
        return new Demo(out, running, folder).show(once);
      } catch (StartException | IOException | RuntimeException e) {
        throw new StartException(
            "The demo broke off: %s%nThe end of its log:%n%s".formatted(e, folder.endOfLog()), e);
      }
    }
  }

  private boolean show(boolean once) throws StartException, IOException, InterruptedException {
    out.println("Starting PostgreSQL, a control plane and a gateway in " + folder.path() + " ...");
    out.flush();
    long begin = System.nanoTime();
    ControlOptions options = controlOptions();
    ControlPlane plane = ControlRole.start(running, options);
    Gateway gateway =
        GatewayRole.start(
            running,
            GatewayOptions.onLoopback(folder.path().resolve("data/gateway")),
            plane.feed());
    String managementUrl = "http://127.0.0.1:" + plane.controlPort();
    String gatewayUrl = "https://localhost:" + gateway.port();
    SampleUpstream upstream = running.add("sample upstream", SampleUpstream.start());
    upstream.answerOnce("/in-force", () -> awaitInForce(plane.feed(), gateway));
    Path clients = folder.clients();
    SampleCompany company = foundCompany(options, managementUrl, clients, upstream.url());
    Files.copy(folder.path().resolve("data/gateway/server.pem"), clients.resolve("server.pem"));
    awaitInForce(plane.feed(), gateway);
    out.printf("Ready after %.1f seconds.%n", (System.nanoTime() - begin) / 1e9);

    Curl curl = new Curl(clients);
    String entry =
        managementUrl
            + "/api/v1/apis/%s/allow-list/%s"
                .formatted(company.ordersApi(), company.borisCertificate());
    boolean good =
        print(
            curl,
            gatewayUrl,
            new OneConnection(curl, gatewayUrl, entry, upstream.url() + "/in-force"));
    if (!once) {
      invite(managementUrl, gatewayUrl, clients, entry, plane.firstAccess().newLink());
      running.await();
    }
    return good;
  }

  private ControlOptions controlOptions() throws StartException {
    DataDirectory data = DataDirectory.prepare(folder.path().resolve("data"));
    running.add("temporary files", TemporaryFiles.in(data));
    Database database = Database.open(running, data, Optional.empty());
    return new ControlOptions(
        database.jdbcUrl(),
        database.user(),
        database.password(),
        "127.0.0.1",
        0,
        0,
        data.path(),
        Optional.of(randomKey()),
        Optional.empty());
  }

  private static String randomKey() {
    byte[] bits = new byte[32];
    new SecureRandom().nextBytes(bits);
    return "demo_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  private static SampleCompany foundCompany(
      ControlOptions options, String managementUrl, Path clients, String upstreamUrl)
      throws IOException, InterruptedException {
    String key = options.bootstrapApiKey().orElseThrow();
    DemoFolder.writeSecret(
        clients.resolve("operator.header"), "Authorization: Bearer " + key + "\n");
    try (Management management = new Management(URI.create(managementUrl), key)) {
      return SampleCompany.found(management, clients, upstreamUrl);
    }
  }

  private boolean print(Curl curl, String gatewayUrl, OneConnection oneConnection)
      throws IOException, InterruptedException {
    Table table = new Table(out);
    table.head();
    List<Result> results = new ArrayList<>();
    for (Call call : Calls.all(gatewayUrl)) {
      results.add(new Result(call, curl.call(call), true));
      table.row(results.getLast());
    }
    for (Result result : oneConnection.show()) {
      results.add(result);
      table.row(result);
    }
    long bad = results.stream().filter(result -> !result.isAsExpected()).count();
    out.println(
        bad == 0
            ? "All %d went as they should.".formatted(results.size())
            : "%d of %d did not go as they should.".formatted(bad, results.size()));
    out.flush();
    return bad == 0;
  }

  private void invite(
      String managementUrl, String gatewayUrl, Path clients, String entry, URI firstLink) {
    out.printf(
        """

        Try it yourself:

            cd %s
            curl --cacert server.pem --cert anna.pem --key anna.key -H @anna.token %s/orders/42
            curl --cacert server.pem --cert boris.pem --key boris.key -H @boris.token %s/orders/42
            curl -X PUT -H @operator.header %s
            curl -H @operator.header %s/api/v1/certificates

        Open this in a browser to become the administrator of the sample company:

            %s

        The PUT puts Boris back on the list. %s/openapi.json describes the management API,
        and %s is the log.
        Ctrl-C stops everything and removes the folder.
        """,
        clients,
        gatewayUrl,
        gatewayUrl,
        entry,
        managementUrl,
        firstLink,
        managementUrl,
        folder.log());
    out.flush();
  }

  /** Waits until the gateway decides by all that was committed so far. */
  private static void awaitInForce(ConfigurationFeed feed, Gateway gateway)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < end) {
      try {
        if (gateway.revision().orElse(-1) >= feed.snapshot().revision()) {
          return;
        }
      } catch (FeedUnavailableException | UnreadableConfigurationException e) {
        // Asked again until the time is over; then the calls show what is wrong.
      }
      Thread.sleep(5);
    }
  }
}
