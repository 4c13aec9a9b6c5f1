package dev.countersign.gateway.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An answer's body that ends in an error when it grows too large, or when nothing comes. */
final class BoundedBody extends FilterInputStream {

  private static final Duration STALL = Duration.ofSeconds(10);

  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("countersign-feed-watch").daemon().factory());

  private final ScheduledFuture<?> watch;
  private long left;
  private volatile long lastRead = System.nanoTime();
  private volatile boolean stalled;

  BoundedBody(InputStream body, long largest) {
    super(body);
    this.left = largest;
    this.watch = WATCH.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  private void look() {
    if (System.nanoTime() - lastRead > STALL.toNanos()) {
      stalled = true;
      try {
        in.close();
      } catch (IOException e) {
        // The reader learns of it by its own read.
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? count : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    lastRead = System.nanoTime();
    int count = attempt(into, offset, length);
    left -= Math.max(count, 0);
    if (left < 0) {
      throw new IOException("The answer is larger than any that the feed gives");
    }
    return count;
  }

  private int attempt(byte[] into, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(into, offset, length);
    } catch (IOException e) {
      throw stalled ? stall() : e;
    }
    if (stalled) {
      throw stall();
    }
    return count;
  }

  private static IOException stall() {
    return new IOException("The answer stalled for %d seconds".formatted(STALL.toSeconds()));
  }

  @Override
  public void close() throws IOException {
    watch.cancel(false);
    in.close();
  }
}
