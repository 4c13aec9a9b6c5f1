package dev.countersign.gateway.http1;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** The ways to end a connection. */
final class Closing {
  private Closing() {}

  /**
   * Closes after what was written. A client that may still be sending would get a reset, and lose
   * the answer, if both directions were closed at once: there only ours is, and the rest is read
   * and thrown away for a while.
   */
  static void afterLastAnswer(ChannelHandlerContext ctx, boolean nothingToCome) {
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(future -> {
          if (nothingToCome || !future.isSuccess()) {
            ctx.close();
          } else {
            closeOurDirection(ctx);
          }
        });
  }

  private static void closeOurDirection(ChannelHandlerContext ctx) {
    SslHandler tls = ctx.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    }
    if (ctx.channel() instanceof DuplexChannel channel) {
      channel.shutdownOutput();
    }
  }

  /** Cuts the connection without a closing alert, so that nobody takes what was sent for whole. */
  static void reset(Channel channel) {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      channel
          .unsafe()
          .close(channel.newPromise().addListener(ChannelFutureListener.CLOSE_ON_FAILURE));
    }
  }
}
