package dev.countersign.control.accounts.login;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/** The network that one subscriber has: an IPv4 address, or the first 64 bits of an IPv6 one. */
final class Network {

  private static final int SUBSCRIBER_BYTES = 8;

  private Network() {}

  static String of(String address) {
    InetAddress literal = InetAddress.ofLiteral(address);
    return literal instanceof Inet6Address
        ? Arrays.toString(Arrays.copyOf(literal.getAddress(), SUBSCRIBER_BYTES))
        : address;
  }
}
