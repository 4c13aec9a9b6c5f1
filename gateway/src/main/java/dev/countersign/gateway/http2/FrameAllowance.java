package dev.countersign.gateway.http2;

import java.util.concurrent.TimeUnit;

/**
 * How many more frames that carry no request a connection may send: so many every ten seconds, and
 * those that come with requests and answers. A client that takes a large answer opens the windows
 * again and again, which is no flood; one that only opens windows is.
 */
final class FrameAllowance {
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int PER_REQUEST = 4;
  private static final int PER_BODY_PART = 10;
  private static final int BYTES_PER_FRAME = 1024;

  private final int perPeriod;
  private long left;
  private long periodBegan = System.nanoTime();

  FrameAllowance(int perPeriod) {
    this.perPeriod = perPeriod;
    this.left = perPeriod;
  }

  void requestOpened() {
    left += PER_REQUEST;
  }

  void bodySent(int bytes) {
    left += PER_BODY_PART + bytes / BYTES_PER_FRAME;
  }

  /** Takes one frame off; false when it is one too many. */
  boolean take() {
    long now = System.nanoTime();
    if (now - periodBegan > PERIOD_NANOS) {
      periodBegan = now;
      left = Math.max(left, perPeriod);
    }
    left--;
    return left >= 0;
  }
}
