package dev.countersign.control;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a control plane is started with.
 *
 * @param jdbcUrl the PostgreSQL that holds everything
 * @param bind the address to listen on; plain HTTP on loopback, TLS on any other
 * @param controlPort for people and the REST API; 0 for a free one
 * @param feedPort for gateways, over mutual TLS; 0 for a free one
 * @param dataDirectory where this process keeps its secrets
 * @param bootstrapApiKey an API key with all permissions of the first company, taken when the
 *     database is empty
 * @param publicUrl where people reach it, as {@code https://countersign.example.com}, for the links
 *     in mails; its own address and port where there is none
 * @param mail the mail server; without one, mails are kept and shown in the dashboard
 * @param trustedProxies who is believed when they say where a request to the control port came from
 */
public record ControlOptions(
    String jdbcUrl,
    String user,
    String password,
    String bind,
    int controlPort,
    int feedPort,
    Path dataDirectory,
    Optional<String> bootstrapApiKey,
    Optional<URI> publicUrl,
    Optional<MailOptions> mail,
    TrustedProxies trustedProxies) {

  /** Without a mail server and proxies. */
  public ControlOptions(
      String jdbcUrl,
      String user,
      String password,
      String bind,
      int controlPort,
      int feedPort,
      Path dataDirectory,
      Optional<String> bootstrapApiKey,
      Optional<URI> publicUrl) {
    this(
        jdbcUrl,
        user,
        password,
        bind,
        controlPort,
        feedPort,
        dataDirectory,
        bootstrapApiKey,
        publicUrl,
        Optional.empty(),
        TrustedProxies.NONE);
  }

  /** The same with this mail server. */
  public ControlOptions with(MailOptions server) {
    return with(publicUrl, Optional.of(server), trustedProxies);
  }

  /** The same, reached there. */
  public ControlOptions with(URI address) {
    return with(Optional.of(address), mail, trustedProxies);
  }

  /** The same behind these proxies. */
  public ControlOptions with(TrustedProxies proxies) {
    return with(publicUrl, mail, proxies);
  }

  private ControlOptions with(
      Optional<URI> address, Optional<MailOptions> server, TrustedProxies proxies) {
    return new ControlOptions(
        jdbcUrl,
        user,
        password,
        bind,
        controlPort,
        feedPort,
        dataDirectory,
        bootstrapApiKey,
        address,
        server,
        proxies);
  }

  /** The folder of files that nobody else may read. */
  public Path secrets() {
    return dataDirectory.resolve("secrets");
  }

  /** Shows neither the password nor the API key. */
  @Override
  public String toString() {
    return "ControlOptions[jdbcUrl=%s, bind=%s, controlPort=%d, feedPort=%d, dataDirectory=%s]"
        .formatted(jdbcUrl, bind, controlPort, feedPort, dataDirectory);
  }
}
