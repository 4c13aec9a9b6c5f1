package dev.countersign.gateway.listener;

import dev.countersign.gateway.exchange.Surroundings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What happens to a connection when it is accepted: counted, then TLS or not. */
final class Door extends ChannelInitializer<Channel> {
  private final Surroundings surroundings;
  private final Workers workers;
  private final Admission admission;
  private final Handshakes handshakes;
  private final @Nullable ServerTls tls;

  Door(
      Surroundings surroundings,
      Workers workers,
      Admission admission,
      Handshakes handshakes,
      @Nullable ServerTls tls) {
    this.surroundings = surroundings;
    this.workers = workers;
    this.admission = admission;
    this.handshakes = handshakes;
    this.tls = tls;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
      channel.close();
      return;
    }
    InetAddress peer = remote.getAddress();
    if (!admission.admit(channel, peer)) {
      handshakes.turnedAway();
      channel.close();
      return;
    }
    Worker worker = workers.of(channel.eventLoop());
    if (tls == null) {
      Welcome.plain(channel.pipeline(), surroundings, worker, peer);
    } else {
      long millis = surroundings.limits().handshake().toMillis();
      ChooseFace face = new ChooseFace(tls, surroundings.inForce(), millis);
      channel
          .pipeline()
          .addLast(face, new Welcome(surroundings, worker, handshakes, peer, face::asked));
    }
  }
}
