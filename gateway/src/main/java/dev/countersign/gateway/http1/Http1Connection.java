package dev.countersign.gateway.http1;

import dev.countersign.gateway.Limits;
import dev.countersign.gateway.exchange.AnswerHead;
import dev.countersign.gateway.exchange.Client;
import dev.countersign.gateway.exchange.ClientSide;
import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.RequestHead;
import dev.countersign.gateway.loop.Watch;
import dev.countersign.gateway.loop.Watched;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection: one exchange after the other. It is itself the client's side of the one
 * that is under way; what is pipelined behind waits.
 */
final class Http1Connection extends ChannelInboundHandlerAdapter implements ClientSide, Watched {
  private static final int BODY_IN_MEMORY = 64 * 1024;

  private final Client client;
  private final Limits limits;
  private final Http1Decoder decoder;
  private final Http1Encoder encoder;
  private final Queue<Object> waiting = new ArrayDeque<>();
  private final Http1Patience patience;

  private @Nullable ChannelHandlerContext context;
  private Watch.@Nullable Entry watch;
  private @Nullable Exchange exchange;
  private boolean keepAlive = true;
  private boolean requestEnded;
  private boolean answerEnded;
  private boolean closing;
  private boolean reading;
  private boolean working;
  private int bodyInMemory;

  Http1Connection(Client client, Http1Decoder decoder, Http1Encoder encoder) {
    this.client = client;
    this.limits = client.limits();
    this.decoder = decoder;
    this.encoder = encoder;
    this.patience = new Http1Patience(limits);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    watch = client.watch().add(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    reading = true;
    patience.progress();
    if (closing) {
      patience.discarded(message, ctx.channel());
      ReferenceCountUtil.release(message);
      return;
    }
    waiting.add(message);
    work();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    reading = false;
    if (exchange != null) {
      exchange.turnEnded();
    }
    ctx.flush();
  }

  /** Takes what waits, up to the next request that must wait for an answer. */
  private void work() {
    if (working) {
      return;
    }
    working = true;
    while (!waiting.isEmpty() && !closing && (exchange == null || !requestEnded)) {
      take(Objects.requireNonNull(waiting.poll()));
    }
    working = false;
    if (closing) {
      forgetWaiting();
    }
    if (!reading && exchange != null) {
      exchange.turnEnded();
    }
    steerReading();
  }

  private void take(Object message) {
    if (message instanceof HttpRequest request) {
      start(request);
    }
    if (message instanceof HttpContent content) {
      take(content);
    }
  }

  private void start(HttpRequest request) {
    RequestHead head = Http1Rules.read(request);
    keepAlive =
        head.fault() == null
            && HttpUtil.isKeepAlive(request)
            && !expectsFirst(request)
            && !isOldWithBody(head);
    requestEnded = head.fault() != null;
    answerEnded = false;
    begin(head);
  }

  /** Who waits for a go-ahead may send the body, or not, after a refusal: nobody could tell. */
  private static boolean expectsFirst(HttpRequest request) {
    return request.headers().contains(HttpHeaderNames.EXPECT);
  }

  /** Of an HTTP/1.0 request the decoder takes the first of several lengths: nothing may follow. */
  private static boolean isOldWithBody(RequestHead head) {
    return head.http10() && head.bodyLength() != 0;
  }

  private void begin(RequestHead head) {
    exchange = new Exchange(client, this, head);
    exchange.begin();
  }

  private void take(HttpContent content) {
    Exchange current = exchange;
    if (current == null || requestEnded) {
      content.release();
      return;
    }
    if (content.decoderResult().isFailure()) {
      content.release();
      keepAlive = false;
      requestEnded = true;
      current.requestBroken();
      return;
    }
    boolean last = content instanceof LastHttpContent;
    int size = content.content().readableBytes();
    if (size > 0) {
      bodyInMemory += size;
      current.body(content.content());
    } else {
      content.release();
    }
    if (last && exchange == current) {
      requestEnded = true;
      HttpHeaders trailers = ((LastHttpContent) content).trailingHeaders();
      current.end(trailers.isEmpty() ? null : trailers);
      finishExchange();
    }
  }

  @Override
  public void interim(HttpResponseStatus status, HttpHeaders headers) {
    encoder.nextIsBodyless(true);
    ctx()
        .write(
            new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                status,
                Unpooled.EMPTY_BUFFER,
                headers,
                EmptyHttpHeaders.INSTANCE));
  }

  @Override
  public void head(AnswerHead head) {
    HttpHeaders headers = head.headers();
    frame(head, headers);
    if (client.isDraining()) {
      keepAlive = false;
    }
    if (!keepAlive) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (isHttp10()) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, head.status(), headers);
    encoder.nextIsBodyless(head.bodyless());
    writeOrClose(response);
  }

  /**
   * What follows a part that was not written would be taken for it: the connection ends instead.
   */
  private void writeOrClose(HttpObject part) {
    ctx().write(part).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  private void frame(AnswerHead head, HttpHeaders headers) {
    if (head.length() >= 0) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, head.length());
    } else if (!head.bodyless()) {
      headers.remove(HttpHeaderNames.CONTENT_LENGTH);
      if (isHttp10()) {
        keepAlive = false;
      } else {
        headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      }
    }
  }

  private boolean isHttp10() {
    return exchange != null && exchange.request().http10();
  }

  @Override
  public void body(ByteBuf data) {
    ctx().write(data);
  }

  @Override
  public void end(@Nullable HttpHeaders trailers) {
    if (trailers == null) {
      writeOrClose(LastHttpContent.EMPTY_LAST_CONTENT);
    } else {
      DefaultLastHttpContent last = new DefaultLastHttpContent();
      last.trailingHeaders().set(trailers);
      writeOrClose(last);
    }
    answerEnded = true;
    if (!keepAlive) {
      close();
    } else {
      finishExchange();
    }
  }

  private void finishExchange() {
    if (answerEnded && requestEnded && !closing) {
      exchange = null;
      bodyInMemory = 0;
      patience.idleFromNow();
      work();
    }
  }

  @Override
  public void abort() {
    closing = true;
    answerEnded = true;
    forgetWaiting();
    Closing.reset(ctx().channel());
  }

  /** Ends the connection after what was written, giving the client time to read it. */
  private void close() {
    closing = true;
    boolean nothingToCome = requestEnded && waiting.isEmpty() && !isFaulty();
    Closing.afterLastAnswer(ctx(), nothingToCome);
    patience.closingFromNow();
    resumeReading();
  }

  private boolean isFaulty() {
    return exchange != null && exchange.request().fault() != null;
  }

  private void forgetWaiting() {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }

  @Override
  public boolean isWritable() {
    return ctx().channel().isWritable();
  }

  @Override
  public void consumed(int bytes) {
    bodyInMemory -= bytes;
    if (!working) {
      steerReading();
    }
  }

  @Override
  public void stopReceiving() {
    if (!closing) {
      keepAlive = false;
      if (answerEnded) {
        close();
      }
    }
  }

  @Override
  public void flush() {
    if (!reading) {
      ctx().flush();
    }
  }

  private void steerReading() {
    boolean wanted =
        closing || (bodyInMemory < BODY_IN_MEMORY && waiting.size() < limits.pipelined());
    Channel channel = ctx().channel();
    if (wanted != channel.config().isAutoRead()) {
      channel.config().setAutoRead(wanted);
    }
  }

  private void resumeReading() {
    ctx().channel().config().setAutoRead(true);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (exchange != null && ctx.channel().isWritable()) {
      exchange.clientWritable();
    }
  }

  @Override
  public void tick(long now) {
    Channel channel = ctx().channel();
    switch (patience.judge(now, this, channel)) {
      case PATIENT -> {
        if (exchange != null && !answerEnded) {
          exchange.tick(now);
        }
      }
      case HEAD_TOO_SLOW -> {
        keepAlive = false;
        requestEnded = true;
        answerEnded = false;
        begin(Http1Rules.tooSlow());
      }
      case BODY_TOO_SLOW -> {
        keepAlive = false;
        if (exchange != null) {
          exchange.requestTooSlow();
        }
      }
      case CLOSE -> channel.close();
      case RESET -> {
        closing = true;
        Closing.reset(channel);
      }
    }
  }

  boolean isMidHead() {
    return exchange == null && decoder.isMidHead();
  }

  boolean isIdle() {
    return exchange == null;
  }

  boolean isClosing() {
    return closing;
  }

  boolean isDraining() {
    return client.isDraining();
  }

  /** Whether the client alone keeps this exchange from going on. */
  boolean waitsForBody() {
    return exchange != null
        && !requestEnded
        && bodyInMemory == 0
        && ctx().channel().config().isAutoRead();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    gone();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    gone();
  }

  private void gone() {
    closing = true;
    forgetWaiting();
    if (watch != null) {
      watch.remove();
    }
    if (exchange != null && !(requestEnded && answerEnded)) {
      exchange.clientGone();
    }
    exchange = null;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    client.observer().clientFailed(cause);
    ctx.close();
  }

  private ChannelHandlerContext ctx() {
    return Objects.requireNonNull(context);
  }
}
