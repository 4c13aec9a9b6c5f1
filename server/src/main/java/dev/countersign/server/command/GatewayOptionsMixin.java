package dev.countersign.server.command;

import dev.countersign.gateway.GatewayOptions;
import dev.countersign.gateway.tls.ServerCertificate;
import dev.countersign.server.role.DataDirectory;
import dev.countersign.server.role.Ports;
import dev.countersign.server.role.StartException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the gateway. */
final class GatewayOptionsMixin {

  @Option(
      names = "--gateway-port",
      paramLabel = "PORT",
      defaultValue = "8443",
      description = "API consumers, over TLS; ${DEFAULT-VALUE}.")
  private int gatewayPort;

  @Option(
      names = "--plain-port",
      paramLabel = "PORT",
      description = "API consumers without TLS; APIs with mutual TLS are not served there. Off.")
  private @Nullable Integer plainPort;

  @Option(
      names = "--operations-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "The gateway's health and metrics, plain HTTP; ${DEFAULT-VALUE}.")
  private int operationsPort;

  @Option(
      names = "--operations-bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "The address of that port; loopback where not given, since it asks nobody who they are.")
  private String operationsBind = "127.0.0.1";

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "The gateway's certificate and its chain, PEM; made at first start otherwise.")
  private @Nullable Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Its private key, PEM, unencrypted.")
  private @Nullable Path tlsKey;

  @Option(
      names = "--upstream-authorities",
      paramLabel = "FILE",
      description = "CAs of upstreams' certificates, PEM; those that the system trusts otherwise.")
  private @Nullable Path upstreamAuthorities;

  @Option(
      names = "--trusted-peers",
      paramLabel = "RANGE",
      split = ",",
      description = "Address ranges of proxies in front whose X-Forwarded headers are kept. None.")
  private List<String> trustedPeers = List.of();

  Ports addTo(Ports ports) throws StartException {
    ports
        .want("--gateway-port", gatewayPort)
        .want("--operations-port", operationsPort, "--operations-bind", operationsBind);
    return plainPort == null ? ports : ports.want("--plain-port", plainPort);
  }

  GatewayOptions options(String bind, DataDirectory data) throws StartException {
    GatewayOptions options =
        GatewayOptions.onLoopback(data.folder("gateway"))
            .withAddress(new InetSocketAddress(bind, gatewayPort))
            .withOperationsAddress(new InetSocketAddress(operationsBind, operationsPort))
            .withCertificate(certificate(bind))
            .withTrustedPeers(trustedPeers);
    if (plainPort != null) {
      options = options.withPlainAddress(new InetSocketAddress(bind, plainPort));
    }
    return upstreamAuthorities == null
        ? options
        : options.withUpstreamAuthorities(readable("--upstream-authorities", upstreamAuthorities));
  }

  private ServerCertificate certificate(String bind) throws StartException {
    if (tlsCertificate == null && tlsKey == null) {
      Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1"));
      hostName().ifPresent(names::add);
      if (!bind.equals("0.0.0.0") && !bind.equals("::")) {
        names.add(bind);
      }
      return new ServerCertificate.MadeAtFirstStart(List.copyOf(names));
    }
    if (tlsCertificate == null || tlsKey == null) {
      throw new StartException(
          "--tls-certificate and --tls-key belong together: name both, or neither.");
    }
    return new ServerCertificate.Files(
        readable("--tls-certificate", tlsCertificate), readable("--tls-key", tlsKey));
  }

  private static Path readable(String option, Path file) throws StartException {
    if (!Files.isReadable(file)) {
      throw new StartException(
          "%s %s cannot be read: does the file exist, and may this user read it?"
              .formatted(option, file.toAbsolutePath()));
    }
    return file;
  }

  private static Optional<String> hostName() {
    return Optional.ofNullable(System.getenv("HOSTNAME")).filter(name -> !name.isBlank());
  }
}
