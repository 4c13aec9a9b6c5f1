package dev.countersign.gateway.http2;

import dev.countersign.gateway.exchange.Client;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.Objects;

/** Turns frames into exchanges, and bounds those that carry nothing. */
final class Frames extends Http2FrameAdapter {
  private final Http2ClientHandler handler;
  private final Client client;
  private boolean ended;

  Frames(Http2ClientHandler handler, Client client) {
    this.handler = handler;
    this.client = client;
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int streamId,
      Http2Headers headers,
      int streamDependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean endOfStream) {
    onHeadersRead(ctx, streamId, headers, padding, endOfStream);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int streamId,
      Http2Headers headers,
      int padding,
      boolean endOfStream) {
    Http2Stream stream = Objects.requireNonNull(handler.connection().stream(streamId));
    Http2Exchange known = handler.exchange(stream);
    if (known != null) {
      known.trailers(headers);
      return;
    }
    Http2Exchange exchange = new Http2Exchange(handler, client, stream);
    handler.opened(stream, exchange);
    exchange.begin(Http2Rules.read(headers, endOfStream), endOfStream);
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext ctx, int streamId, ByteBuf data, int padding, boolean endOfStream) {
    Http2Exchange exchange = handler.exchange(handler.connection().stream(streamId));
    int size = data.readableBytes();
    if (exchange == null) {
      return size + padding;
    }
    if (size > 0) {
      exchange.data(data.retain());
    }
    if (endOfStream) {
      exchange.ended();
    }
    return padding;
  }

  @Override
  public void onPingRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
    count();
  }

  @Override
  public void onPingAckRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
    count();
  }

  @Override
  public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings)
      throws Http2Exception {
    count();
  }

  @Override
  public void onSettingsAckRead(ChannelHandlerContext ctx) throws Http2Exception {
    count();
  }

  @Override
  public void onPriorityRead(
      ChannelHandlerContext ctx, int streamId, int dependency, short weight, boolean exclusive)
      throws Http2Exception {
    count();
  }

  @Override
  public void onWindowUpdateRead(ChannelHandlerContext ctx, int streamId, int increment)
      throws Http2Exception {
    count();
  }

  /** May not throw, so that it ends the connection itself, once. */
  @Override
  public void onUnknownFrame(
      ChannelHandlerContext ctx, byte type, int streamId, Http2Flags flags, ByteBuf payload) {
    if (!ended && !handler.allowance().take()) {
      ended = true;
      handler.onError(ctx, false, tooMany());
    }
  }

  private void count() throws Http2Exception {
    if (!handler.allowance().take()) {
      throw tooMany();
    }
  }

  private static Http2Exception tooMany() {
    return Http2Exception.connectionError(
        Http2Error.ENHANCE_YOUR_CALM, "Too many frames that carry no request");
  }
}
