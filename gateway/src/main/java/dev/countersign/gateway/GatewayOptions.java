package dev.countersign.gateway;

import dev.countersign.gateway.tls.ServerCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a gateway is started.
 *
 * @param address where clients connect with TLS; port 0 for any free one
 * @param plainAddress a second listener without TLS, for what stands behind another proxy; APIs
 *     with mutual TLS are never served there (G12)
 * @param operationsAddress health and metrics, plain HTTP: loopback, or a network of operators
 * @param dataDirectory what the gateway keeps: the last good configuration, its certificate
 * @param certificate what the gateway shows its clients
 * @param upstreamAuthorities a PEM file of the CAs that upstreams' certificates may come from;
 *     empty for those that the system trusts
 * @param trustedPeers address ranges of proxies in front, whose X-Forwarded headers are kept
 * @param threads event loops
 */
public record GatewayOptions(
    InetSocketAddress address,
    Optional<InetSocketAddress> plainAddress,
    InetSocketAddress operationsAddress,
    Path dataDirectory,
    ServerCertificate certificate,
    Optional<Path> upstreamAuthorities,
    List<String> trustedPeers,
    Limits limits,
    int threads) {

  public GatewayOptions {
    trustedPeers = List.copyOf(trustedPeers);
  }

  /** Any free ports on loopback, and a certificate made at the first start. */
  public static GatewayOptions onLoopback(Path dataDirectory) {
    return new GatewayOptions(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        Optional.empty(),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        dataDirectory,
        new ServerCertificate.MadeAtFirstStart(List.of("localhost", "127.0.0.1")),
        Optional.empty(),
        List.of(),
        Limits.defaults(),
        Runtime.getRuntime().availableProcessors());
  }

  public GatewayOptions withAddress(InetSocketAddress other) {
    return new GatewayOptions(
        other,
        plainAddress,
        operationsAddress,
        dataDirectory,
        certificate,
        upstreamAuthorities,
        trustedPeers,
        limits,
        threads);
  }

  public GatewayOptions withPlainAddress(InetSocketAddress other) {
    return new GatewayOptions(
        address,
        Optional.of(other),
        operationsAddress,
        dataDirectory,
        certificate,
        upstreamAuthorities,
        trustedPeers,
        limits,
        threads);
  }

  public GatewayOptions withOperationsAddress(InetSocketAddress other) {
    return new GatewayOptions(
        address,
        plainAddress,
        other,
        dataDirectory,
        certificate,
        upstreamAuthorities,
        trustedPeers,
        limits,
        threads);
  }

  public GatewayOptions withCertificate(ServerCertificate other) {
    return new GatewayOptions(
        address,
        plainAddress,
        operationsAddress,
        dataDirectory,
        other,
        upstreamAuthorities,
        trustedPeers,
        limits,
        threads);
  }

  public GatewayOptions withUpstreamAuthorities(Path pem) {
    return new GatewayOptions(
        address,
        plainAddress,
        operationsAddress,
        dataDirectory,
        certificate,
        Optional.of(pem),
        trustedPeers,
        limits,
        threads);
  }

  public GatewayOptions withTrustedPeers(List<String> ranges) {
    return new GatewayOptions(
        address,
        plainAddress,
        operationsAddress,
        dataDirectory,
        certificate,
        upstreamAuthorities,
        ranges,
        limits,
        threads);
  }

  public GatewayOptions withLimits(Limits other) {
    return new GatewayOptions(
        address,
        plainAddress,
        operationsAddress,
        dataDirectory,
        certificate,
        upstreamAuthorities,
        trustedPeers,
        other,
        threads);
  }

  public GatewayOptions withThreads(int number) {
    return new GatewayOptions(
        address,
        plainAddress,
        operationsAddress,
        dataDirectory,
        certificate,
        upstreamAuthorities,
        trustedPeers,
        limits,
        number);
  }
}
