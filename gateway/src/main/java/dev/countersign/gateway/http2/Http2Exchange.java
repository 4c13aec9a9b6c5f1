package dev.countersign.gateway.http2;

import dev.countersign.gateway.exchange.AnswerHead;
import dev.countersign.gateway.exchange.Client;
import dev.countersign.gateway.exchange.ClientSide;
import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The client's side of one HTTP/2 stream. */
final class Http2Exchange implements ClientSide {
  private final Http2ClientHandler handler;
  private final Client client;
  private final Http2Stream stream;

  private @Nullable Exchange exchange;
  private @Nullable ByteBuf held;
  private boolean requestEnded;
  private boolean answerEnded;
  private boolean closed;
  private boolean givenUp;
  private int bodyInMemory;
  private long progressAt = System.nanoTime();
  private long unwritableSince;

  Http2Exchange(Http2ClientHandler handler, Client client, Http2Stream stream) {
    this.handler = handler;
    this.client = client;
    this.stream = stream;
  }

  void begin(RequestHead head, boolean endOfStream) {
    requestEnded = endOfStream;
    Exchange begun = new Exchange(client, this, head);
    exchange = begun;
    begun.begin();
    if (endOfStream) {
      begun.end(null);
    }
    begun.turnEnded();
  }

  void data(ByteBuf data) {
    progressAt = System.nanoTime();
    bodyInMemory += data.readableBytes();
    begun().body(data);
    begun().turnEnded();
  }

  void ended() {
    requestEnded = true;
    begun().end(null);
    begun().turnEnded();
  }

  void trailers(Http2Headers headers) {
    requestEnded = true;
    HttpHeaders trailers = Http2Rules.trailers(headers);
    if (trailers == null) {
      begun().requestBroken();
    } else {
      begun().end(trailers.isEmpty() ? null : trailers);
      begun().turnEnded();
    }
  }

  private Exchange begun() {
    return Objects.requireNonNull(exchange);
  }

  void clientWritable() {
    unwritableSince = 0;
    begun().clientWritable();
  }

  void streamClosed() {
    closed = true;
    releaseHeld();
    if (exchange != null) {
      exchange.clientGone();
    }
  }

  void tick(long now) {
    long stall = client.limits().stall().toNanos();
    if (closed) {
      return;
    }
    if (!answerEnded) {
      begun().tick(now);
    }
    if (!requestEnded && bodyInMemory == 0 && now - progressAt > stall) {
      begun().requestTooSlow();
    }
    if (isWritable()) {
      unwritableSince = 0;
    } else {
      unwritableSince = unwritableSince == 0 ? now : unwritableSince;
      if (now - unwritableSince > stall) {
        unwritableSince = now;
        giveUp();
      }
    }
    handler.planFlush();
  }

  /**
   * The client does not read. A reset that it does not read either would keep the stream open, and
   * with it the upstream: the exchange ends now, and the connection when the reset stays unread.
   */
  private void giveUp() {
    if (givenUp) {
      ctx().channel().close();
      return;
    }
    givenUp = true;
    begun().clientGone();
    abort();
  }

  @Override
  public void interim(HttpResponseStatus status, HttpHeaders headers) {
    if (!closed) {
      writeHeaders(answerHeaders(status, headers), false);
    }
  }

  @Override
  public void head(AnswerHead head) {
    if (closed) {
      return;
    }
    Http2Headers headers = answerHeaders(head.status(), head.headers());
    if (head.length() >= 0) {
      headers.setLong(HttpHeaderNames.CONTENT_LENGTH, head.length());
    }
    boolean last = head.bodyless();
    writeHeaders(headers, last);
    answerEnded = last;
  }

  private static Http2Headers answerHeaders(HttpResponseStatus status, HttpHeaders from) {
    Http2Headers headers = new DefaultHttp2Headers(false, from.size() + 2);
    headers.status(status.codeAsText());
    Iterator<Map.Entry<CharSequence, CharSequence>> each = from.iteratorCharSequence();
    while (each.hasNext()) {
      Map.Entry<CharSequence, CharSequence> header = each.next();
      headers.add(AsciiString.of(header.getKey()).toLowerCase(), header.getValue());
    }
    return headers;
  }

  private void writeHeaders(Http2Headers headers, boolean last) {
    handler.encoder().writeHeaders(ctx(), stream.id(), headers, 0, last, ctx().newPromise());
  }

  /** The last part of the body carries the end of the stream: one frame less. */
  @Override
  public void body(ByteBuf data) {
    if (closed || answerEnded) {
      data.release();
      return;
    }
    writeHeld(false);
    held = data;
  }

  private void writeHeld(boolean last) {
    ByteBuf data = held;
    held = null;
    if (data != null || last) {
      handler.allowance().bodySent(data == null ? 0 : data.readableBytes());
      handler
          .encoder()
          .writeData(
              ctx(),
              stream.id(),
              data == null ? Unpooled.EMPTY_BUFFER : data,
              0,
              last,
              ctx().newPromise());
    }
  }

  private void releaseHeld() {
    if (held != null) {
      held.release();
      held = null;
    }
  }

  @Override
  public void end(@Nullable HttpHeaders trailers) {
    if (closed || answerEnded) {
      return;
    }
    answerEnded = true;
    if (trailers == null) {
      writeHeld(true);
    } else {
      writeHeld(false);
      Http2Headers last = new DefaultHttp2Headers(false, trailers.size());
      trailers.forEach(
          each -> last.add(AsciiString.of(each.getKey()).toLowerCase(), each.getValue()));
      writeHeaders(last, true);
    }
    flush();
  }

  @Override
  public void abort() {
    if (!closed) {
      answerEnded = true;
      releaseHeld();
      reset(Http2Error.INTERNAL_ERROR);
    }
  }

  private void reset(Http2Error error) {
    handler.resetStream(ctx(), stream.id(), error.code(), ctx().newPromise());
    flush();
  }

  @Override
  public boolean isWritable() {
    return handler.encoder().flowController().isWritable(stream);
  }

  @Override
  public void consumed(int bytes) {
    bodyInMemory -= bytes;
    if (closed) {
      return;
    }
    try {
      if (handler.decoder().flowController().consumeBytes(stream, bytes)) {
        handler.planFlush();
      }
    } catch (Http2Exception e) {
      handler.onError(ctx(), true, e);
    }
  }

  /** RFC 9113, section 8.1: a request that need not be sent to its end is stopped without error. */
  @Override
  public void stopReceiving() {
    if (!closed && answerEnded && !handler.encoder().flowController().hasFlowControlled(stream)) {
      reset(Http2Error.NO_ERROR);
    }
  }

  @Override
  public void flush() {
    if (!closed) {
      writeHeld(false);
    }
    handler.planFlush();
  }

  private ChannelHandlerContext ctx() {
    return handler.ctx();
  }
}
