package dev.countersign.gateway.upstream;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Looks host names up by the system's resolver, on a virtual thread: the call blocks, and an event
 * loop must not. The JDK keeps answers for a while.
 */
final class OffLoopResolver {
  private OffLoopResolver() {}

  /** The addresses of this host, in the system's order. */
  static void resolve(String host, EventLoop loop, Promise<List<InetAddress>> answer) {
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
    if (literal != null) {
      answer.setSuccess(List.of(address(host, literal)));
      return;
    }
    Thread.ofVirtual()
        .name("resolve " + host)
        .start(() -> {
          try {
            answer.setSuccess(List.of(InetAddress.getAllByName(host)));
          } catch (UnknownHostException e) {
            answer.setFailure(e);
          }
        });
  }

  private static InetAddress address(String host, byte[] literal) {
    try {
      return InetAddress.getByAddress(host, literal);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("A literal address has 4 or 16 bytes", e);
    }
  }
}
