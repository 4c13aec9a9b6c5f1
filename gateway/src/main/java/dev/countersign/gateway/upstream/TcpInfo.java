package dev.countersign.gateway.upstream;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel knows about a connection: the beginning of Linux's {@code struct tcp_info}, whose
 * fields never move. Netty's own reading of it ends before the acknowledged bytes.
 *
 * @param bytesAcknowledged of all that was ever written; never fewer than the other end's programs
 *     can have read of what is acknowledged
 */
record TcpInfo(boolean isEstablished, long bytesAcknowledged) {
  static final long UNKNOWN = -1;

  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;
  private static final int BYTES_ACKED = 120;
  private static final int LENGTH = BYTES_ACKED + Long.BYTES;
  private static final int TCP_ESTABLISHED = 1;
  private static final RawUnixChannelOption OPTION =
      new RawUnixChannelOption("TCP_INFO", IPPROTO_TCP, TCP_INFO, LENGTH);

  /** As it is now; null where this kernel, or transport, does not tell. */
  static @Nullable TcpInfo of(Channel channel) {
    if (!(channel instanceof EpollSocketChannel epoll)) {
      return null;
    }
    ByteBuffer raw = epoll.config().getOption(OPTION);
    if (raw == null) {
      return null;
    }
    raw.order(ByteOrder.nativeOrder());
    return new TcpInfo(raw.get(0) == TCP_ESTABLISHED, raw.getLong(BYTES_ACKED));
  }
}
