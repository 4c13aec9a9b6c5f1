package dev.countersign.control.feed;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds how often one network fails to enrol. A token cannot be guessed; this keeps those who try
 * from costing more than they do. It never refuses one network for what others did: where too many
 * fail to be remembered, the one that has been remembered longest is forgotten.
 *
 * <p>An IPv6 network is a /64, for whoever has one address of it has them all.
 */
class EnrolmentThrottle {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int FAILURES = 10;
  private static final int NETWORKS = 10_000;
  private static final int PREFIX_BYTES = 8;

  private final InstantSource clock;
  private final Map<String, Integer> failures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > NETWORKS;
        }
      };
  private Instant windowEnd = Instant.MIN;

  EnrolmentThrottle(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether this address may try. */
  synchronized boolean admits(String address) {
    if (!clock.instant().isBefore(windowEnd)) {
      failures.clear();
      windowEnd = clock.instant().plus(WINDOW);
    }
    return failures.getOrDefault(network(address), 0) < FAILURES;
  }

  synchronized void failed(String address) {
    failures.merge(network(address), 1, Integer::sum);
  }

  private static String network(String address) {
    return InetAddress.ofLiteral(address) instanceof Inet6Address six
        ? HexFormat.of().formatHex(six.getAddress(), 0, PREFIX_BYTES)
        : address;
  }
}
