package dev.countersign.gateway.exchange;

import dev.countersign.gateway.Limits;
import dev.countersign.gateway.loop.Watch;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.trust.PresentedChain;
import dev.countersign.policy.decision.ClientConnection;
import java.net.InetAddress;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One client's connection: everything about it that its requests share. */
public final class Client {
  private final Surroundings surroundings;
  private final Watch watch;
  private final Forwarder forwarder;
  private final ClientConnection connection;
  private final String peer;
  private final boolean trustedPeer;
  private final @Nullable PresentedChain chain;
  private @Nullable String certificateHeader;
  private @Nullable String chainHeader;

  public Client(
      Surroundings surroundings,
      Watch watch,
      Forwarder forwarder,
      ClientConnection connection,
      @Nullable PresentedChain chain,
      InetAddress peer) {
    this.surroundings = surroundings;
    this.watch = watch;
    this.forwarder = forwarder;
    this.connection = connection;
    this.chain = chain;
    this.peer = peer.getHostAddress();
    this.trustedPeer = surroundings.trustedPeers().contains(peer);
  }

  Surroundings surroundings() {
    return surroundings;
  }

  public Limits limits() {
    return surroundings.limits();
  }

  public Watch watch() {
    return watch;
  }

  public Forwarder forwarder() {
    return forwarder;
  }

  public Observer observer() {
    return surroundings.observer();
  }

  /** What policy knows this connection as. */
  public ClientConnection connection() {
    return connection;
  }

  /** The peer's address, as text. */
  public String peer() {
    return peer;
  }

  /** Whether what the peer says about who called it is believed. */
  public boolean isTrustedPeer() {
    return trustedPeer;
  }

  /** Whether the gateway is shutting down, and this connection should end soon. */
  public boolean isDraining() {
    return surroundings.draining().getAsBoolean();
  }

  /** RFC 9440's Client-Cert for this connection; null where no certificate was sent. */
  public @Nullable String certificateHeader() {
    if (certificateHeader == null && chain != null) {
      certificateHeader = binary(chain.leaf());
    }
    return certificateHeader;
  }

  /** RFC 9440's Client-Cert-Chain; null where nothing was sent along. */
  public @Nullable String chainHeader() {
    if (chainHeader == null && chain != null) {
      List<Certificate> rest = chain.sentAlong();
      if (!rest.isEmpty()) {
        chainHeader = rest.stream().map(Client::binary).collect(Collectors.joining(", "));
      }
    }
    return chainHeader;
  }

  private static String binary(Certificate certificate) {
    return ":" + Base64.getEncoder().encodeToString(certificate.der()) + ":";
  }
}
