package dev.countersign.gateway.listener;

import dev.countersign.gateway.Limits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts open client connections, in all and per address, and keeps them within their limits. */
public final class Admission {
  private static final long CUTTING_SECONDS = 2;

  private final Limits limits;
  private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final AtomicInteger open = new AtomicInteger();
  private final Map<InetAddress, Integer> byPeer = new ConcurrentHashMap<>();

  public Admission(Limits limits) {
    this.limits = limits;
  }

  /** Whether one more connection from there fits; if so it is counted until it closes. */
  boolean admit(Channel channel, InetAddress peer) {
    if (open.incrementAndGet() > limits.connections()) {
      open.decrementAndGet();
      return false;
    }
    if (byPeer.merge(peer, 1, Integer::sum) > limits.connectionsPerPeer()) {
      leave(peer);
      return false;
    }
    channel.closeFuture().addListener((ChannelFuture closed) -> leave(peer));
    clients.add(channel);
    return true;
  }

  private void leave(InetAddress peer) {
    open.decrementAndGet();
    byPeer.computeIfPresent(peer, (address, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Ends those that are open. An event loop that stops does not always do so: where the stop meets
   * a task that runs, Netty leaves the loop's connections as they are.
   */
  public void cut() {
    clients.close().awaitUninterruptibly(CUTTING_SECONDS, TimeUnit.SECONDS);
  }

  /** Connections open now. */
  public int open() {
    return open.get();
  }
}
