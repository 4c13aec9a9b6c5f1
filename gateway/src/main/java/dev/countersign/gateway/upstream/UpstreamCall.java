package dev.countersign.gateway.upstream;

import dev.countersign.gateway.exchange.AnswerHead;
import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.Forwarding;
import dev.countersign.gateway.exchange.RequestHead;
import dev.countersign.gateway.exchange.UpstreamFault;
import dev.countersign.policy.configuration.UpstreamConfiguration;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One exchange's request on its way to the upstream, and the answer on its way back. */
final class UpstreamCall implements Forwarding {
  private static final int INTERIM_ANSWERS = 16;

  private final UpstreamPool pool;
  private final Exchange exchange;
  private final UpstreamAddress address;
  private final String target;
  private final long patienceNanos;

  private final Deque<ByteBuf> held = new ArrayDeque<>();
  private @Nullable HttpHeaders trailers;
  private @Nullable UpstreamConnection connection;
  private boolean requestEnded;
  private boolean endWritten;
  private boolean bodyWritten;
  private boolean writeFailed;
  private boolean headReceived;
  private int interimAnswers;
  private boolean reusable;
  private boolean retried;
  private boolean over;
  private long progressAt = System.nanoTime();

  UpstreamCall(
      UpstreamPool pool, Exchange exchange, UpstreamConfiguration upstream, String target) {
    this.pool = pool;
    this.exchange = exchange;
    this.address = UpstreamAddress.of(upstream.url());
    this.target = target;
    this.patienceNanos = upstream.timeout().toNanos();
  }

  void start() {
    UpstreamConnection pooled = pool.take(address);
    if (pooled != null) {
      connected(pooled);
    } else {
      pool.connect(address, this);
    }
  }

  boolean isOver() {
    return over;
  }

  void connected(UpstreamConnection ready) {
    connection = ready;
    RequestHead head = exchange.request();
    ready.begin(this, head.method().equals(io.netty.handler.codec.http.HttpMethod.HEAD));
    RequestFraming.apply(head, address);
    ready
        .channel()
        .write(new DefaultHttpRequest(HttpVersion.HTTP_1_1, head.method(), target, head.headers()));
    while (!held.isEmpty() && !over) {
      write(held.removeFirst());
    }
    if (requestEnded) {
      writeEnd();
    }
    if (!exchange.isInTurn()) {
      ready.channel().flush();
    }
  }

  @Override
  public void body(ByteBuf data) {
    progressAt = System.nanoTime();
    if (connection == null) {
      held.addLast(data);
    } else {
      write(data);
    }
  }

  private void write(ByteBuf data) {
    int size = data.readableBytes();
    bodyWritten = true;
    if (writeFailed || connection == null) {
      data.release();
      exchange.consumed(size);
      return;
    }
    connection
        .channel()
        .write(data)
        .addListener(future -> {
          writeFailed |= !future.isSuccess();
          progressAt = System.nanoTime();
          exchange.consumed(size);
        });
  }

  @Override
  public void end(@Nullable HttpHeaders requestTrailers) {
    requestEnded = true;
    trailers = requestTrailers;
    if (connection != null) {
      writeEnd();
    }
  }

  private void writeEnd() {
    Channel channel = connectedChannel();
    if (endWritten || channel == null) {
      return;
    }
    endWritten = true;
    progressAt = System.nanoTime();
    if (trailers == null) {
      channel.write(LastHttpContent.EMPTY_LAST_CONTENT);
    } else {
      DefaultLastHttpContent last = new DefaultLastHttpContent();
      last.trailingHeaders().set(trailers);
      channel.write(last);
    }
  }

  @Override
  public void flush() {
    Channel channel = connectedChannel();
    if (channel != null) {
      channel.flush();
    }
  }

  private @Nullable Channel connectedChannel() {
    return connection == null ? null : connection.channel();
  }

  void head(HttpResponse response) {
    progressAt = System.nanoTime();
    int status = response.status().code();
    if (status == 101 || status < 100 || status > 999) {
      fail(UpstreamFault.FAILED, "It answered " + status + ", which was not asked for");
    } else if (status < 200 && ++interimAnswers > INTERIM_ANSWERS) {
      fail(UpstreamFault.FAILED, "It gave more than " + INTERIM_ANSWERS + " interim answers");
    } else if (status < 200) {
      ResponseHead.clean(response.headers());
      exchange.answerInterim(response.status(), response.headers());
    } else {
      headReceived = true;
      reusable = ResponseHead.keepsConnection(response);
      AnswerHead head = ResponseHead.read(response, exchange.request().method());
      exchange.answer(head);
    }
  }

  void answerBody(ByteBuf data) {
    progressAt = System.nanoTime();
    exchange.answerBody(data);
    Channel channel = connectedChannel();
    if (channel != null && !over && !exchange.isClientWritable()) {
      channel.config().setAutoRead(false);
    }
  }

  void answerEnd(HttpHeaders answerTrailers) {
    UpstreamConnection done = connection;
    if (done == null || !headReceived) {
      return;
    }
    over = true;
    connection = null;
    if (reusable && endWritten && !writeFailed) {
      done.rest();
    } else {
      done.discard();
    }
    if (!answerTrailers.isEmpty()) {
      ResponseHead.clean(answerTrailers);
    }
    exchange.answerEnd(answerTrailers.isEmpty() ? null : answerTrailers);
    exchange.flushClient();
  }

  void flushClient() {
    exchange.flushClient();
  }

  @Override
  public void clientWritable() {
    Channel channel = connectedChannel();
    if (channel != null && !channel.config().isAutoRead()) {
      progressAt = System.nanoTime();
      channel.config().setAutoRead(true);
    }
  }

  @Override
  public void tick(long now) {
    if (over || now - progressAt < patienceNanos || isClientsTurn()) {
      return;
    }
    fail(
        connection == null ? UpstreamFault.UNREACHABLE_IN_TIME : UpstreamFault.TOO_SLOW,
        headReceived ? "Its answer stopped in the middle" : "It did not answer in time");
  }

  /** Whether the client, not the upstream, keeps the exchange from going on. */
  private boolean isClientsTurn() {
    Channel channel = connectedChannel();
    if (channel == null) {
      return false;
    }
    boolean clientDoesNotRead = headReceived && !channel.config().isAutoRead();
    boolean clientDoesNotSend =
        !headReceived && !requestEnded && channel.isWritable() && held.isEmpty();
    return clientDoesNotRead || clientDoesNotSend;
  }

  /** The connection is gone before the answer was whole. */
  void closed(boolean beforeAnyByteArrived) {
    UpstreamConnection lost = connection;
    connection = null;
    if (over) {
      return;
    }
    if (beforeAnyByteArrived && mayRetry(lost)) {
      retried = true;
      endWritten = false;
      start();
      flush();
    } else {
      fail(
          UpstreamFault.FAILED,
          headReceived
              ? "It closed the connection in the middle of its answer"
              : "It closed the connection without an answer");
    }
  }

  /** G45: only what may be done twice, and only when the upstream had none of it. */
  private boolean mayRetry(@Nullable UpstreamConnection lost) {
    return lost != null
        && lost.wasUsed()
        && !retried
        && !headReceived
        && !bodyWritten
        && requestEnded
        && RequestFraming.isIdempotent(exchange.request().method());
  }

  void crowdedOut(int connections) {
    fail(
        UpstreamFault.UNREACHABLE,
        "All connections to it are in use (%1$d for each event loop), and %1$d requests wait"
            .formatted(connections));
  }

  void unreachable(Throwable cause) {
    fail(UpstreamFault.UNREACHABLE, "It could not be connected to: " + cause.getMessage());
  }

  void notTrusted(Throwable cause) {
    fail(UpstreamFault.UNREACHABLE, "TLS with it failed: " + TlsFault.explain(cause, address));
  }

  void garbage(Throwable cause) {
    fail(UpstreamFault.FAILED, "Its answer is not HTTP: " + cause.getMessage());
  }

  private void fail(UpstreamFault fault, String detail) {
    if (over) {
      return;
    }
    letGo();
    exchange.upstreamFailed(fault, detail);
    exchange.flushClient();
  }

  @Override
  public void cancel() {
    if (!over) {
      letGo();
    }
  }

  private void letGo() {
    over = true;
    while (!held.isEmpty()) {
      ByteBuf data = held.removeFirst();
      int size = data.readableBytes();
      data.release();
      exchange.consumed(size);
    }
    UpstreamConnection current = connection;
    connection = null;
    if (current != null) {
      current.discard();
    }
  }
}
