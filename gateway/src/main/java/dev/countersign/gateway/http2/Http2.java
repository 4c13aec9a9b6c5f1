package dev.countersign.gateway.http2;

import dev.countersign.gateway.exchange.Client;
import io.netty.channel.ChannelPipeline;

/** Puts HTTP/2 on a connection. */
public final class Http2 {
  private Http2() {}

  /** Adds the connection's handler, which is all there is: streams are not channels. */
  public static void add(ChannelPipeline pipeline, Client client) {
    pipeline.addLast(new HandlerBuilder(client).build());
  }
}
