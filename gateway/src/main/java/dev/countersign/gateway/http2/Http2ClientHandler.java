package dev.countersign.gateway.http2;

import dev.countersign.gateway.exchange.Client;
import dev.countersign.gateway.loop.Watch;
import dev.countersign.gateway.loop.Watched;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One HTTP/2 connection; its streams are exchanges, and nothing more. */
final class Http2ClientHandler extends Http2ConnectionHandler implements Watched {
  /** Bytes of one request's body that may be here without having gone upstream. */
  static final int STREAM_WINDOW = 64 * 1024;

  /** The same for all of a connection: one stuck upstream does not hold up the other streams. */
  private static final int CONNECTION_WINDOW = 1024 * 1024;

  private static final long SECOND_GOAWAY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Client client;
  private final Http2Connection.PropertyKey exchangeKey;
  private final FrameAllowance allowance;

  private @Nullable ChannelHandlerContext context;
  private Watch.@Nullable Entry watch;
  private boolean reading;
  private boolean flushPlanned;
  private long idleSince = System.nanoTime();
  private long drainingSince;
  private boolean lastGoAwaySent;

  Http2ClientHandler(
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings,
      Client client) {
    super(decoder, encoder, settings);
    this.client = client;
    this.exchangeKey = connection().newKey();
    this.allowance = new FrameAllowance(client.limits().controlFrames());
    connection().addListener(new Closed());
    encoder.flowController().listener(this::writable);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
    context = ctx;
    super.handlerAdded(ctx);
    watch = client.watch().add(this);
    connection()
        .local()
        .flowController()
        .incrementWindowSize(
            connection().connectionStream(),
            CONNECTION_WINDOW - Http2CodecUtil.DEFAULT_WINDOW_SIZE);
    ctx.flush();
  }

  ChannelHandlerContext ctx() {
    return Objects.requireNonNull(context);
  }

  @Nullable Http2Exchange exchange(@Nullable Http2Stream stream) {
    return stream == null ? null : stream.getProperty(exchangeKey);
  }

  void opened(Http2Stream stream, Http2Exchange exchange) {
    stream.setProperty(exchangeKey, exchange);
    allowance.requestOpened();
  }

  FrameAllowance allowance() {
    return allowance;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    reading = true;
    super.channelRead(ctx, message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    reading = false;
    super.channelReadComplete(ctx);
  }

  /** Sends what was written, once per turn of the event loop however many streams ask for it. */
  void planFlush() {
    if (!reading && !flushPlanned) {
      flushPlanned = true;
      ctx()
          .executor()
          .execute(() -> {
            flushPlanned = false;
            flush(ctx());
          });
    }
  }

  private void writable(Http2Stream stream) {
    Http2Exchange exchange = exchange(stream);
    if (exchange != null && encoder().flowController().isWritable(stream)) {
      exchange.clientWritable();
    }
  }

  @Override
  protected void handleServerHeaderDecodeSizeError(ChannelHandlerContext ctx, Http2Stream stream) {
    Http2Exchange exchange = new Http2Exchange(this, client, stream);
    opened(stream, exchange);
    exchange.begin(Http2Rules.headTooLarge(), true);
    flush(ctx);
  }

  @Override
  public void tick(long now) {
    List<Http2Exchange> active = active();
    for (Http2Exchange exchange : active) {
      exchange.tick(now);
    }
    if (client.isDraining()) {
      drain(now);
    }
    idleSince = active.isEmpty() ? idleSince : now;
    if (now - idleSince > client.limits().idle().toNanos()) {
      leave();
    }
  }

  private List<Http2Exchange> active() {
    List<Http2Exchange> active = new ArrayList<>();
    try {
      connection()
          .forEachActiveStream(stream -> {
            Http2Exchange exchange = exchange(stream);
            if (exchange != null) {
              active.add(exchange);
            }
            return true;
          });
    } catch (Http2Exception e) {
      throw new IllegalStateException("Collecting streams throws nothing", e);
    }
    return active;
  }

  /**
   * RFC 9113, section 6.8: first a GOAWAY that refuses nothing, so that no request which is on its
   * way is lost, then the one that counts.
   */
  private void drain(long now) {
    if (drainingSince == 0) {
      drainingSince = now;
      goAway(Integer.MAX_VALUE);
    } else if (!lastGoAwaySent && now - drainingSince > SECOND_GOAWAY_NANOS) {
      lastGoAwaySent = true;
      goAway(connection().remote().lastStreamCreated());
      leave();
    }
  }

  /** Closes once the streams that are open have ended. */
  private void leave() {
    ctx().channel().close();
  }

  private void goAway(int lastStream) {
    goAway(
        ctx(), lastStream, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER, ctx().newPromise());
    flush(ctx());
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    gone();
    super.channelInactive(ctx);
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
    gone();
    super.handlerRemoved0(ctx);
  }

  private void gone() {
    if (watch != null) {
      watch.remove();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
    client.observer().clientFailed(cause);
    if (Http2CodecUtil.getEmbeddedHttp2Exception(cause) != null) {
      super.exceptionCaught(ctx, cause);
    } else {
      ctx.close();
    }
  }

  /** A stream that closes before its answer is whole has lost its client. */
  private final class Closed extends Http2ConnectionAdapter {
    @Override
    public void onStreamClosed(Http2Stream stream) {
      Http2Exchange exchange = exchange(stream);
      if (exchange != null) {
        exchange.streamClosed();
      }
    }
  }
}
