package dev.countersign.gateway.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** The upstream's side of an exchange. Everything is called on the exchange's event loop. */
public interface Forwarding {

  /** Sends, and takes over, a part of the request's body. */
  void body(ByteBuf data);

  /** Ends the request. */
  void end(@Nullable HttpHeaders trailers);

  /** The client takes more of the answer again. */
  void clientWritable();

  /** What was sent since the last flush should go out. */
  void flush();

  /** Looks whether the upstream takes too long. */
  void tick(long now);

  /** Nobody waits for the answer any more. */
  void cancel();
}
