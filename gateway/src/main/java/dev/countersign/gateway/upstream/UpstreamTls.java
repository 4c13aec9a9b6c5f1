package dev.countersign.gateway.upstream;

import io.netty.channel.Channel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** TLS to upstreams: the upstream's certificate is verified, and its name. */
public final class UpstreamTls {
  private static final long HANDSHAKE_MILLIS = 10_000;

  private final SslContext context;

  private UpstreamTls(SslContext context) {
    this.context = context;
  }

  /**
   * Trusts what the system trusts, or the authorities of this PEM file alone.
   *
   * @throws IOException when the file cannot be used
   */
  public static UpstreamTls trusting(Optional<Path> authorities) throws IOException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
            .protocols("TLSv1.3", "TLSv1.2")
            .endpointIdentificationAlgorithm("HTTPS");
    if (authorities.isPresent()) {
      builder.trustManager(authorities.get().toFile());
    }
    try {
      return new UpstreamTls(builder.build());
    } catch (SSLException | IllegalArgumentException e) {
      throw new IOException("The upstreams' certificate authorities cannot be read: " + e, e);
    }
  }

  /** Gives back what it holds outside the heap. */
  public void release() {
    ReferenceCountUtil.release(context);
  }

  SslHandler handler(Channel channel, UpstreamAddress address) {
    SslHandler handler = context.newHandler(channel.alloc(), address.host(), address.port());
    handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
    return handler;
  }
}
