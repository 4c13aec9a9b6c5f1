package dev.countersign.gateway.upstream;

import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.Forwarder;
import dev.countersign.gateway.exchange.Forwarding;
import dev.countersign.gateway.loop.Watched;
import dev.countersign.policy.configuration.UpstreamConfiguration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections to upstreams of one event loop; nothing here is shared between loops. */
public final class UpstreamPool implements Forwarder, Watched {
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Map<UpstreamAddress, Deque<UpstreamConnection>> resting = new HashMap<>();
  private final Map<UpstreamAddress, Places> places = new HashMap<>();
  private final UpstreamConnector connector;
  private final int most;

  /** Opens no more than so many connections to one address; as many calls wait for one. */
  public UpstreamPool(UpstreamConnector connector, int mostToOneAddress) {
    this.connector = connector;
    this.most = mostToOneAddress;
  }

  @Override
  public Forwarding forward(Exchange exchange, UpstreamConfiguration upstream, String target) {
    UpstreamCall call = new UpstreamCall(this, exchange, upstream, target);
    try {
      call.start();
    } catch (RuntimeException e) {
      call.cancel();
      throw e;
    }
    return call;
  }

  /** The connection that rested shortest, and is still open as far as the kernel knows. */
  @Nullable UpstreamConnection take(UpstreamAddress address) {
    Deque<UpstreamConnection> connections = resting.get(address);
    while (connections != null && !connections.isEmpty()) {
      UpstreamConnection connection = connections.removeLast();
      if (connection.isAlive()) {
        return connection;
      }
      connection.discard();
    }
    return null;
  }

  void connect(UpstreamAddress address, UpstreamCall call) {
    Places there = places.computeIfAbsent(address, any -> new Places(most));
    if (there.take()) {
      connector.connect(this, address, call);
    } else if (!there.await(call)) {
      call.crowdedOut(most);
    }
  }

  /** A connection that was asked for was not made, or is closed. */
  void gone(UpstreamAddress address) {
    Places there = places.get(address);
    if (there == null) {
      return;
    }
    there.free();
    startNext(address);
    if (there.isUnused()) {
      places.remove(address, there);
    }
  }

  private void startNext(UpstreamAddress address) {
    Places there = places.get(address);
    UpstreamCall next = there == null ? null : there.next();
    if (next != null) {
      next.start();
      next.flush();
    }
  }

  void takeBack(UpstreamConnection connection) {
    resting.computeIfAbsent(connection.address(), any -> new ArrayDeque<>()).addLast(connection);
    startNext(connection.address());
  }

  void forget(UpstreamConnection connection) {
    Deque<UpstreamConnection> connections = resting.get(connection.address());
    if (connections != null && connections.remove(connection) && connections.isEmpty()) {
      resting.remove(connection.address());
    }
  }

  @Override
  public void tick(long now) {
    places.values().forEach(Places::forgetOver);
    resting
        .values()
        .removeIf(connections -> {
          closeRested(connections, now);
          return connections.isEmpty();
        });
  }

  private static void closeRested(Deque<UpstreamConnection> connections, long now) {
    while (!connections.isEmpty() && now - connections.getFirst().restingSince() > REST_NANOS) {
      connections.removeFirst().discard();
    }
  }

  /** Closes what rests. */
  public void close() {
    var all = resting.values().stream().flatMap(Deque::stream).toList();
    resting.clear();
    all.forEach(UpstreamConnection::discard);
  }
}
