package dev.countersign.gateway.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to an upstream: it carries one call after the other, and rests in the pool. */
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(UpstreamConnection.class);

  private final UpstreamPool pool;
  private final UpstreamAddress address;
  private final Channel channel;
  private final UpstreamDecoder decoder;

  private @Nullable UpstreamCall call;
  private @Nullable UpstreamCall ended;
  private boolean used;
  private long restingSince;
  private long acknowledgedBefore = TcpInfo.UNKNOWN;

  UpstreamConnection(
      UpstreamPool pool, UpstreamAddress address, Channel channel, UpstreamDecoder decoder) {
    this.pool = pool;
    this.address = address;
    this.channel = channel;
    this.decoder = decoder;
  }

  UpstreamAddress address() {
    return address;
  }

  Channel channel() {
    return channel;
  }

  /** Whether a call before this one was answered over it. */
  boolean wasUsed() {
    return used;
  }

  long restingSince() {
    return restingSince;
  }

  void begin(UpstreamCall next, boolean toHead) {
    call = next;
    decoder.nextAnswers(toHead);
    if (!channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
  }

  /** Whether the upstream has not closed it, as far as the kernel knows by now. */
  boolean isAlive() {
    if (!channel.isActive()) {
      return false;
    }
    TcpInfo info = TcpInfo.of(channel);
    acknowledgedBefore = info == null ? TcpInfo.UNKNOWN : info.bytesAcknowledged();
    return info == null || info.isEstablished();
  }

  /**
   * Whether the kernel knows that the upstream had closed before it got what was written: its end
   * is here, and its kernel has acknowledged not one byte since this call took the connection. So
   * all of the head is unacknowledged, on its way, or still with us. It does not matter whether a
   * reset has come by now: that is no proof, an upstream may read a request and reset then.
   */
  private boolean closedBeforeWritten() {
    TcpInfo info = channel.isOpen() ? TcpInfo.of(channel) : null;
    return info != null
        && acknowledgedBefore > 0
        && !info.isEstablished()
        && info.bytesAcknowledged() == acknowledgedBefore;
  }

  /**
   * The call is answered, and all of its request was sent. What is not read while it rests would be
   * the next call's answer: with reading off, or with bytes left over, it is not kept.
   */
  void rest() {
    if (!channel.config().isAutoRead() || decoder.holdsBytes()) {
      discard();
      return;
    }
    ended = call;
    call = null;
    used = true;
  }

  /** The call is over, and the connection with it. */
  void discard() {
    call = null;
    ended = null;
    channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    UpstreamCall current = call;
    if (current == null || !(message instanceof HttpObject object)) {
      // An answer that nobody asked for, or more of one than it said: never to be another's.
      ReferenceCountUtil.release(message);
      discard();
      return;
    }
    if (object.decoderResult().isFailure()) {
      ReferenceCountUtil.release(message);
      current.garbage(object.decoderResult().cause());
      return;
    }
    if (message instanceof HttpResponse response) {
      current.head(response);
    }
    if (message instanceof HttpContent content) {
      body(current, content);
    }
  }

  private void body(UpstreamCall current, HttpContent content) {
    if (call != current) {
      content.release();
      return;
    }
    if (content.content().isReadable()) {
      current.answerBody(content.content());
    } else {
      content.release();
    }
    if (content instanceof LastHttpContent last && call == current) {
      current.answerEnd(last.trailingHeaders());
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    UpstreamCall done = ended;
    if (call == null && decoder.holdsBytes()) {
      // The beginning of something that nobody asked for.
      discard();
    }
    if (done != null) {
      ended = null;
      done.flushClient();
      if (call == null && channel.isActive()) {
        restingSince = System.nanoTime();
        pool.takeBack(this);
      }
    } else if (call != null) {
      call.flushClient();
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      closed(closedBeforeWritten());
      ctx.close();
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closed(false);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException || cause.getCause() instanceof IOException)) {
      LOG.atWarn()
          .addKeyValue("upstream", address.authority())
          .setCause(cause)
          .log("A connection to an upstream failed by a fault of the gateway's");
    }
    closed(false);
    ctx.close();
  }

  private void closed(boolean beforeAnyByteArrived) {
    pool.forget(this);
    UpstreamCall current = call;
    if (current != null) {
      call = null;
      current.closed(beforeAnyByteArrived);
      current.flushClient();
    }
  }
}
