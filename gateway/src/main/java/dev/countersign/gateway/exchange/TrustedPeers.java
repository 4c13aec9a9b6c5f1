package dev.countersign.gateway.exchange;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The address ranges of proxies in front, whose word on who called them is kept. */
public final class TrustedPeers {
  private final List<IpSubnetFilterRule> ranges;

  private TrustedPeers(List<IpSubnetFilterRule> ranges) {
    this.ranges = ranges;
  }

  /**
   * Reads ranges such as {@code 10.0.0.0/8} and {@code fd00::/8}.
   *
   * @throws IllegalArgumentException naming the one that is none
   */
  public static TrustedPeers of(List<String> ranges) {
    return new TrustedPeers(ranges.stream().map(TrustedPeers::rule).toList());
  }

  private static IpSubnetFilterRule rule(String range) {
    int slash = range.indexOf('/');
    try {
      return new IpSubnetFilterRule(
          range.substring(0, slash),
          Integer.parseInt(range.substring(slash + 1)),
          IpFilterRuleType.ACCEPT);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "A trusted peer is an address range such as 10.0.0.0/8, not " + range, e);
    }
  }

  boolean contains(InetAddress peer) {
    if (ranges.isEmpty()) {
      return false;
    }
    InetSocketAddress address = new InetSocketAddress(peer, 0);
    return ranges.stream().anyMatch(range -> range.matches(address));
  }
}
