package dev.countersign.gateway.http1;

import dev.countersign.gateway.Limits;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/** How long an HTTP/1.1 connection may do nothing, in each of its situations. */
final class Http1Patience {
  private static final long DISCARD_WHILE_CLOSING = 1024 * 1024;
  private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long QUIET_WHILE_DRAINING = TimeUnit.SECONDS.toNanos(1);

  /** What to do now. */
  enum Judgement {
    PATIENT,
    HEAD_TOO_SLOW,
    BODY_TOO_SLOW,
    CLOSE,
    RESET
  }

  private final Limits limits;
  private long progressAt = System.nanoTime();
  private long idleSince = progressAt;
  private long closingSince;
  private long headSince;
  private boolean first = true;
  private long discarded;
  private long unwrittenBytes;
  private long unwrittenSince;

  Http1Patience(Limits limits) {
    this.limits = limits;
  }

  void progress() {
    progressAt = System.nanoTime();
  }

  void idleFromNow() {
    idleSince = System.nanoTime();
    first = false;
  }

  void closingFromNow() {
    closingSince = System.nanoTime();
  }

  /** Counts what arrives after the last answer: bounded, then the connection is cut. */
  void discarded(Object message, Channel channel) {
    discarded += message instanceof ByteBufHolder holder ? holder.content().readableBytes() : 256;
    if (discarded > DISCARD_WHILE_CLOSING) {
      Closing.reset(channel);
    }
  }

  Judgement judge(long now, Http1Connection connection, Channel channel) {
    if (doesNotRead(now, channel)) {
      return Judgement.RESET;
    }
    if (connection.isClosing()) {
      boolean tooLong = closingSince != 0 && now - closingSince > CLOSING_NANOS;
      return tooLong && unwrittenBytes == 0 ? Judgement.CLOSE : Judgement.PATIENT;
    }
    if (connection.isMidHead()) {
      headSince = headSince == 0 ? now : headSince;
      return now - headSince > limits.headerTime().toNanos()
          ? Judgement.HEAD_TOO_SLOW
          : Judgement.PATIENT;
    }
    headSince = 0;
    if (connection.isIdle()) {
      return now - idleSince > idleLimit(connection) ? Judgement.CLOSE : Judgement.PATIENT;
    }
    return connection.waitsForBody() && now - progressAt > limits.stall().toNanos()
        ? Judgement.BODY_TOO_SLOW
        : Judgement.PATIENT;
  }

  private long idleLimit(Http1Connection connection) {
    if (connection.isDraining()) {
      return QUIET_WHILE_DRAINING;
    }
    return (first ? limits.headerTime() : limits.idle()).toNanos();
  }

  private boolean doesNotRead(long now, Channel channel) {
    var buffer = channel.unsafe().outboundBuffer();
    long bytes = buffer == null ? 0 : buffer.totalPendingWriteBytes();
    if (bytes == 0 || bytes != unwrittenBytes) {
      unwrittenBytes = bytes;
      unwrittenSince = now;
      return false;
    }
    return now - unwrittenSince > limits.stall().toNanos();
  }
}
