package dev.countersign.server.command;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.MailOptions;
import dev.countersign.control.TrustedProxies;
import dev.countersign.server.role.DataDirectory;
import dev.countersign.server.role.Database;
import dev.countersign.server.role.Ports;
import dev.countersign.server.role.StartException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the control plane. */
final class ControlOptionsMixin {

  private final Map<String, String> environment;

  @Option(
      names = "--control-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description =
          "People and REST: plain HTTP on loopback, TLS on any other address; ${DEFAULT-VALUE}.")
  private int controlPort;

  @Option(
      names = "--feed-port",
      paramLabel = "PORT",
      defaultValue = "8444",
      description = "Gateways, over mutual TLS; ${DEFAULT-VALUE}.")
  private int feedPort;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description =
          "A PostgreSQL of your own, as jdbc:postgresql://HOST/DATABASE; a private one otherwise.")
  private @Nullable String databaseUrl;

  @Option(
      names = "--database-user",
      paramLabel = "NAME",
      defaultValue = "countersign",
      description = "Its user; ${DEFAULT-VALUE}.")
  private String databaseUser = "countersign";

  @Option(
      names = "--database-password",
      paramLabel = "TEXT",
      defaultValue = "",
      description =
          "Its password. Others see the command line: better as COUNTERSIGN_DATABASE_PASSWORD.")
  private String databasePassword = "";

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "Where people reach the dashboard, for links in mails; its own address where not given.")
  private @Nullable String publicUrl;

  @Option(
      names = "--trusted-proxies",
      paramLabel = "RANGE",
      split = ",",
      description =
          "Addresses or networks of proxies in front of the dashboard whose X-Forwarded-For header is"
              + " believed. None.")
  private List<String> trustedProxies = List.of();

  @Mixin private MailOptionsMixin mail = new MailOptionsMixin();

  ControlOptionsMixin(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Looks besides whether the options fit together, before anything is started. */
  Ports addTo(Ports ports) throws StartException {
    Optional<MailOptions> _ = mail.options();
    Optional<URI> _ = publicUrl();
    TrustedProxies _ = proxies();
    return ports.want("--control-port", controlPort).want("--feed-port", feedPort);
  }

  Optional<Database> outsideDatabase() throws StartException {
    if (databaseUrl == null) {
      return Optional.empty();
    }
    if (!databaseUrl.startsWith("jdbc:postgresql:")) {
      throw new StartException(
          "--database-url is no address of a PostgreSQL; write"
              + " jdbc:postgresql://HOST:PORT/DATABASE.");
    }
    return Optional.of(new Database(databaseUrl, databaseUser, databasePassword));
  }

  ControlOptions with(Database database, String bind, DataDirectory data) throws StartException {
    return new ControlOptions(
        database.jdbcUrl(),
        database.user(),
        database.password(),
        bind,
        controlPort,
        feedPort,
        data.path(),
        Optional.ofNullable(environment.get("COUNTERSIGN_BOOTSTRAP_API_KEY"))
            .filter(key -> !key.isBlank()),
        publicUrl(),
        mail.options(),
        proxies());
  }

  private Optional<URI> publicUrl() throws StartException {
    return publicUrl == null ? Optional.empty() : Optional.of(PublicUrl.parse(publicUrl));
  }

  private TrustedProxies proxies() throws StartException {
    try {
      return TrustedProxies.of(trustedProxies);
    } catch (IllegalArgumentException e) {
      throw new StartException(
          "--trusted-proxies cannot be used: %s. Write addresses or networks, as 10.0.0.5,192.168.0.0/16."
              .formatted(e.getMessage()),
          e);
    }
  }
}
