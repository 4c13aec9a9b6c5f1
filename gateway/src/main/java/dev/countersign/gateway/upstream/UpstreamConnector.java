package dev.countersign.gateway.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Opens connections to upstreams on one event loop, with TLS where the address says so. */
public final class UpstreamConnector {
  private static final int CONNECT_MILLIS = 5_000;

  private final EventLoop loop;
  private final Class<? extends SocketChannel> channelType;
  private final UpstreamTls tls;

  public UpstreamConnector(
      EventLoop loop, Class<? extends SocketChannel> channelType, UpstreamTls tls) {
    this.loop = loop;
    this.channelType = channelType;
    this.tls = tls;
  }

  void connect(UpstreamPool pool, UpstreamAddress address, UpstreamCall call) {
    Promise<List<InetAddress>> resolved = loop.newPromise();
    resolved.addListener(future -> {
      if (future.isSuccess()) {
        loop.execute(() -> tryEach(pool, address, resolved.getNow(), 0, call));
      } else {
        pool.gone(address);
        call.unreachable(future.cause());
      }
    });
    OffLoopResolver.resolve(address.host(), loop, resolved);
  }

  /**
   * Never in the midst of the events that one turn of the loop brought, but after them: a
   * connection that was closed in the midst frees its file descriptor, the next one made gets it,
   * and an event that still waits for the old one would be taken for the new one's. Netty's epoll
   * tells them apart by the descriptor alone; the end of the old one ended the new one's reading.
   */
  private void tryEach(
      UpstreamPool pool,
      UpstreamAddress address,
      List<InetAddress> candidates,
      int index,
      UpstreamCall call) {
    if (call.isOver()) {
      pool.gone(address);
      return;
    }
    InetSocketAddress candidate = new InetSocketAddress(candidates.get(index), address.port());
    bootstrap(address)
        .connect(candidate)
        .addListener((io.netty.channel.ChannelFuture future) -> {
          if (future.isSuccess()) {
            future.channel().closeFuture().addListener(closed -> pool.gone(address));
            secure(pool, address, future.channel(), call);
          } else if (index + 1 < candidates.size()) {
            loop.execute(() -> tryEach(pool, address, candidates, index + 1, call));
          } else {
            pool.gone(address);
            call.unreachable(future.cause());
          }
        });
  }

  private Bootstrap bootstrap(UpstreamAddress address) {
    return new Bootstrap()
        .group(loop)
        .channel(channelType)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(ChannelOption.AUTO_CLOSE, false)
        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .option(
            ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(32 * 1024, 64 * 1024))
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (address.tls()) {
                  channel.pipeline().addLast(tls.handler(channel, address));
                }
              }
            });
  }

  private static void secure(
      UpstreamPool pool, UpstreamAddress address, Channel channel, UpstreamCall call) {
    SslHandler handler = channel.pipeline().get(SslHandler.class);
    if (handler == null) {
      ready(pool, address, channel, call);
      return;
    }
    channel.pipeline().addLast(new Quiet());
    handler
        .handshakeFuture()
        .addListener(future -> {
          if (future.isSuccess()) {
            channel.pipeline().remove(Quiet.class);
            ready(pool, address, channel, call);
          } else {
            channel.close();
            call.notTrusted(future.cause());
          }
        });
  }

  private static void ready(
      UpstreamPool pool, UpstreamAddress address, Channel channel, UpstreamCall call) {
    if (call.isOver()) {
      channel.close();
      return;
    }
    UpstreamDecoder decoder = new UpstreamDecoder();
    UpstreamConnection connection = new UpstreamConnection(pool, address, channel, decoder);
    channel.pipeline().addLast(new HttpRequestEncoder(), decoder, connection);
    call.connected(connection);
  }

  /** The handshake's future tells what went wrong; nobody needs to hear it twice. */
  private static final class Quiet extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
