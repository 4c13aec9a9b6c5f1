package dev.countersign.policy.decision;

import dev.countersign.pki.trust.ChainUnreadableException;
import dev.countersign.pki.trust.PresentedChain;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.snapshot.Snapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one client connection is: over TLS or not, for which server name, with which certificate. It
 * keeps the last verdict on the certificate, so that a further request on it costs next to nothing;
 * keep one object per connection. Thread-safe.
 */
public final class ClientConnection {
  private final @Nullable String tlsVersion;
  private final @Nullable String serverName;
  private final boolean certificateAsked;
  private final @Nullable PresentedChain chain;
  private final @Nullable ChainUnreadableException unreadable;
  private volatile @Nullable Memory memory;

  private ClientConnection(
      @Nullable String tlsVersion,
      @Nullable String serverName,
      boolean certificateAsked,
      @Nullable PresentedChain chain,
      @Nullable ChainUnreadableException unreadable) {
    this.tlsVersion = tlsVersion;
    this.serverName = serverName;
    this.certificateAsked = certificateAsked;
    this.chain = chain;
    this.unreadable = unreadable;
  }

  /** A connection without TLS. */
  public static ClientConnection plain() {
    return new ClientConnection(null, null, false, null, null);
  }

  /**
   * A connection over TLS.
   *
   * @param version such as {@code TLSv1.3}
   * @param serverName the SNI; null where the client named none
   * @param certificateAsked whether the handshake asked the client for a certificate
   * @param chain what the client sent, its first certificate proven by the handshake; null for none
   */
  public static ClientConnection tls(
      String version,
      @Nullable String serverName,
      boolean certificateAsked,
      @Nullable PresentedChain chain) {
    return new ClientConnection(version, serverName, certificateAsked, chain, null);
  }

  /** A connection over TLS whose client sent what is over the limits or no certificate. */
  public static ClientConnection tlsWithUnreadableChain(
      String version, @Nullable String serverName, ChainUnreadableException why) {
    return new ClientConnection(version, serverName, true, null, why);
  }

  /** Whether it is over TLS. */
  public boolean isTls() {
    return tlsVersion != null;
  }

  /** Such as {@code TLSv1.3}; null without TLS. */
  public @Nullable String tlsVersion() {
    return tlsVersion;
  }

  /** The server name that the client asked for; null for none. */
  public @Nullable String serverName() {
    return serverName;
  }

  /** Whether the handshake asked for a certificate. */
  public boolean certificateAsked() {
    return certificateAsked;
  }

  /** What the client sent; null for nothing, or nothing readable. */
  public @Nullable PresentedChain chain() {
    return chain;
  }

  @Nullable ChainUnreadableException unreadable() {
    return unreadable;
  }

  /** What was found for the same API of the same snapshot, if it still holds; else null. */
  @SuppressWarnings("ReferenceEquality")
  @Nullable CertificateFinding remembered(Snapshot snapshot, ApiConfiguration api, Instant now) {
    Memory last = memory;
    return last != null
            && last.snapshot == snapshot.identity()
            && last.api == api
            && last.finding.holdsAt(now)
        ? last.finding
        : null;
  }

  void remember(Snapshot snapshot, ApiConfiguration api, CertificateFinding finding) {
    memory = new Memory(snapshot.identity(), api, finding);
  }

  /** An idle connection must not keep an old snapshot alive, hence its identity alone. */
  private record Memory(Object snapshot, ApiConfiguration api, CertificateFinding finding) {}
}
