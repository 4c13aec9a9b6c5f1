package dev.countersign.gateway.listener;

import dev.countersign.policy.snapshot.Snapshot;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the name that the client wants, and asks for a certificate where some API there may. */
final class ChooseFace extends SniHandler {
  private static final int MAX_CLIENT_HELLO = 64 * 1024;

  private final ServerTls tls;
  private final long handshakeMillis;

  ChooseFace(ServerTls tls, Supplier<@Nullable Snapshot> inForce, long handshakeMillis) {
    super(
        (serverName, promise) -> promise.setSuccess(tls.forHost(asks(inForce.get(), serverName))),
        MAX_CLIENT_HELLO,
        handshakeMillis);
    this.tls = tls;
    this.handshakeMillis = handshakeMillis;
  }

  private static boolean asks(@Nullable Snapshot snapshot, @Nullable String serverName) {
    return snapshot != null && snapshot.asksForCertificate(serverName);
  }

  /** Whether the face that was chosen asks for a client certificate. */
  boolean asked() {
    return tls.asks(sslContext());
  }

  @Override
  protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
    SslHandler handler = super.newSslHandler(context, allocator);
    handler.setHandshakeTimeoutMillis(handshakeMillis);
    handler.setCloseNotifyFlushTimeoutMillis(1_000);
    return handler;
  }
}
