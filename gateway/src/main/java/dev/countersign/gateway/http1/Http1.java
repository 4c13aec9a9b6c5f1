package dev.countersign.gateway.http1;

import dev.countersign.gateway.exchange.Client;
import io.netty.channel.ChannelPipeline;

/** Puts HTTP/1.1 on a connection. */
public final class Http1 {
  private Http1() {}

  /** Adds the codec and the connection's handler. */
  public static void add(ChannelPipeline pipeline, Client client) {
    Http1Decoder decoder = new Http1Decoder(client.limits());
    Http1Encoder encoder = new Http1Encoder();
    pipeline.addLast(decoder, encoder, new Http1Connection(client, decoder, encoder));
  }
}
