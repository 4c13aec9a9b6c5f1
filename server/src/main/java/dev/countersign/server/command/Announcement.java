package dev.countersign.server.command;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.ControlPlane;
import dev.countersign.gateway.Gateway;
import dev.countersign.gateway.GatewayOptions;
import dev.countersign.gateway.tls.ServerCertificate;
import dev.countersign.server.role.DataDirectory;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says after the start what is where, and what to do first. The one secret is the link of the first
 * start, which is made to be read here.
 */
final class Announcement {

  private static final String RULE = "-".repeat(86);

  private final PrintWriter out;
  private final List<String> lines = new ArrayList<>();
  private final List<String> hints = new ArrayList<>();
  private @Nullable String managementUrl;
  private boolean withKey;
  private @Nullable URI firstLink;

  Announcement(PrintWriter out) {
    this.out = out;
  }

  Announcement title(String title) {
    lines.add("");
    lines.add(title);
    return this;
  }

  Announcement control(ControlOptions options, ControlPlane plane) {
    String url = Addresses.controlUrl(options.bind(), plane.controlPort());
    managementUrl = url;
    line("Dashboard", url);
    line("Management API", url + "/api/v1  (described at " + url + "/openapi.json)");
    line("Feed for gateways", options.bind() + ":" + plane.feedPort() + "  (mutual TLS)");
    if (options.bootstrapApiKey().isPresent()) {
      withKey = true;
      line("API key", "what COUNTERSIGN_BOOTSTRAP_API_KEY was at the very first start");
    } else {
      line("API key", "made in the dashboard, under API keys");
    }
    firstLink = plane.firstAccess().link().orElse(null);
    return this;
  }

  Announcement gateway(String bind, GatewayOptions options, Gateway gateway) {
    String certificate =
        switch (options.certificate()) {
          case ServerCertificate.MadeAtFirstStart made ->
              options.dataDirectory().resolve("server.pem").toString();
          case ServerCertificate.Files files -> files.certificate().toString();
        };
    line(
        "Gateway",
        "https://%s:%d  (certificate: %s)"
            .formatted(Addresses.display(bind), gateway.port(), certificate));
    gateway.plainPort().ifPresent(port -> line("  without TLS", Addresses.plainUrl(bind, port)));
    String operations =
        Addresses.plainUrl(options.operationsAddress().getHostString(), gateway.operationsPort());
    line("Gateway's health", operations + "/health/ready, " + operations + "/metrics");
    return this;
  }

  Announcement data(DataDirectory data) {
    line("Data", data.path().toString());
    return this;
  }

  /** How to make the first management call. */
  Announcement firstCall() {
    return hint("curl", "/api/v1/certificates");
  }

  /** How to bring a gateway in. */
  Announcement enrolment() {
    return hint("curl -X POST", "/api/v1/gateways/enrolments");
  }

  /** For whoever has a key to do it with. Writes no file: that could be the key's only copy. */
  private Announcement hint(String command, String path) {
    if (withKey) {
      hints.add(
          "%s -H \"Authorization: Bearer $COUNTERSIGN_BOOTSTRAP_API_KEY\" %s%s"
              .formatted(command, managementUrl, path));
    }
    return this;
  }

  void print() {
    lines.forEach(out::println);
    if (!hints.isEmpty()) {
      out.println();
      out.println("To begin with, where COUNTERSIGN_BOOTSTRAP_API_KEY is set:");
      hints.forEach(hint -> out.println("    " + hint));
    }
    out.println();
    out.println("Ctrl-C stops it.");
    if (firstLink != null) {
      print(firstLink);
    }
    out.flush();
  }

  /** Last and by itself, since it is what to do next. */
  private void print(URI link) {
    out.println();
    out.println(RULE);
    out.println(
        "Nobody can sign in yet. Open this link to become the administrator; it works once,");
    out.println("within a day, and for whoever has it:");
    out.println();
    out.println("    " + link);
    out.println(RULE);
  }

  private void line(String what, String where) {
    lines.add("  %-18s %s".formatted(what, where));
  }
}
