package dev.countersign.gateway.listener;

import dev.countersign.gateway.Limits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts open client connections, in all and per address, and keeps them within their limits. */
public final class Admission {
  private final Limits limits;
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
    return true;
  }

  private void leave(InetAddress peer) {
    open.decrementAndGet();
    byPeer.computeIfPresent(peer, (address, count) -> count == 1 ? null : count - 1);
  }

  /** Connections open now. */
  public int open() {
    return open.get();
  }
}
