package dev.countersign.gateway.listener;

import dev.countersign.gateway.exchange.Surroundings;
import dev.countersign.pki.issue.HeldCertificate;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One listening port. */
public final class Listener {
  private static final int BACKLOG = 4_096;

  private final Channel channel;
  private final @Nullable ServerTls tls;

  private Listener(Channel channel, @Nullable ServerTls tls) {
    this.channel = channel;
    this.tls = tls;
  }

  /**
   * Listens.
   *
   * @param server the certificate to show; null for a listener without TLS
   * @throws IOException when the address cannot be had, or the certificate not be used
   */
  public static Listener open(
      InetSocketAddress address,
      @Nullable HeldCertificate server,
      Surroundings surroundings,
      Workers workers,
      Admission admission,
      Handshakes handshakes)
      throws IOException {
    ServerTls tls = server == null ? null : new ServerTls(server);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(workers.loops())
            .channel(Workers.serverSocket())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(32 * 1024, 64 * 1024))
            .childHandler(new Door(surroundings, workers, admission, handshakes, tls))
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      if (tls != null) {
        tls.release();
      }
      throw new IOException("Cannot listen on " + address, bound.cause());
    }
    return new Listener(bound.channel(), tls);
  }

  /** Where it listens. */
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Accepts no more connections; those that are open stay. */
  public void close() {
    channel.close().syncUninterruptibly();
  }

  /** Gives back what it holds outside the heap, once no connection is left. */
  public void release() {
    if (tls != null) {
      tls.release();
    }
  }
}
