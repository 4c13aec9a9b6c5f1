package dev.countersign.gateway.listener;

import dev.countersign.gateway.loop.Watch;
import dev.countersign.gateway.upstream.UpstreamConnector;
import dev.countersign.gateway.upstream.UpstreamPool;
import dev.countersign.gateway.upstream.UpstreamTls;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The event loops, and what belongs to each: its watch, and its connections to upstreams. */
public final class Workers implements AutoCloseable {
  private final EventLoopGroup loops;
  private final UpstreamTls upstreamTls;
  private final Map<EventLoop, Worker> byLoop = new HashMap<>();

  public Workers(int threads, UpstreamTls upstreamTls, int upstreamConnections) {
    this.upstreamTls = upstreamTls;
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("countersign-gateway", true), io);
    for (EventExecutor executor : loops) {
      EventLoop loop = (EventLoop) executor;
      UpstreamPool pool =
          new UpstreamPool(
              new UpstreamConnector(loop, socket(), upstreamTls),
              Math.ceilDiv(upstreamConnections, threads));
      Watch watch = loop.submit(() -> watch(loop, pool)).syncUninterruptibly().getNow();
      byLoop.put(loop, new Worker(watch, pool));
    }
  }

  private static Watch watch(EventLoop loop, UpstreamPool pool) {
    Watch watch = Watch.start(loop);
    var _ = watch.add(pool);
    return watch;
  }

  private static Class<? extends SocketChannel> socket() {
    return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  static Class<? extends ServerChannel> serverSocket() {
    return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  /** The loops. */
  public EventLoopGroup loops() {
    return loops;
  }

  Worker of(EventLoop loop) {
    return Objects.requireNonNull(byLoop.get(loop));
  }

  @Override
  public void close() {
    byLoop.forEach((loop, worker) -> loop.execute(worker.upstreams()::close));
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    upstreamTls.release();
  }
}
