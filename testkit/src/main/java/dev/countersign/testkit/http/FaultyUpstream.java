package dev.countersign.testkit.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * An upstream on a port of its own at 127.0.0.1 that echoes each request as JSON, until it is told
 * to misbehave. What stalls, stalls until {@link #close()}.
 *
 * <pre>{@code
 * try (FaultyUpstream upstream = FaultyUpstream.start()) {
 *   upstream.next(Fault.RESET_MID_BODY, Fault.NONE);
 *   // the first request is reset, those after it are echoed
 * }
 * }</pre>
 */
public final class FaultyUpstream implements AutoCloseable {

  private static final int BACKLOG = 1024;

  private final ServerSocket listener;
  private final String scheme;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedDeque<Fault> script = new ConcurrentLinkedDeque<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  private volatile Fault always = Fault.NONE;
  private volatile @Nullable Function<ReceivedRequest, byte[]> body;

  private FaultyUpstream(ServerSocket listener, String scheme) {
    this.listener = listener;
    this.scheme = scheme;
  }

  /** Listens without TLS. */
  public static FaultyUpstream start() {
    return start(ServerSocketFactory.getDefault(), "http");
  }

  /** Listens with the TLS of the given factory, an {@code SSLServerSocketFactory}. */
  public static FaultyUpstream startTls(ServerSocketFactory factory) {
    return start(factory, "https");
  }

  private static FaultyUpstream start(ServerSocketFactory factory, String scheme) {
    try {
      ServerSocket listener =
          factory.createServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
      FaultyUpstream upstream = new FaultyUpstream(listener, scheme);
      Thread.ofVirtual().name("faulty-upstream").start(upstream::accept);
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fault of every connection and request from now on that no {@link #next} names. */
  public FaultyUpstream always(Fault fault) {
    always = fault;
    return this;
  }

  /**
   * The faults of the next ones, in order. A fault that happens at accept takes the next
   * connection, any other the next request.
   */
  public FaultyUpstream next(Fault... faults) {
    script.addAll(List.of(faults));
    return this;
  }

  /** Answers with these bytes instead of the echo. */
  public FaultyUpstream answerWith(Function<ReceivedRequest, byte[]> answer) {
    body = answer;
    return this;
  }

  public String url() {
    return scheme + "://127.0.0.1:" + port();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections were accepted so far. */
  public int connections() {
    return accepted.get();
  }

  /** How many of them have been closed here, so that the other end can know. */
  public int endedConnections() {
    return ended.get();
  }

  /** The requests read so far, in the order in which they were complete. */
  public List<ReceivedRequest> requests() {
    return List.copyOf(requests);
  }

  public ReceivedRequest lastRequest() {
    return requests.getLast();
  }

  /** The bytes that came over a connection so far (the first 8 MiB), by its number from 1. */
  public byte[] received(int connection) {
    return connections.get(connection - 1).received();
  }

  @Nullable Fault faultAtAccept() {
    Fault next = script.peek();
    if (next != null && next.isBeforeRequest()) {
      return script.poll();
    }
    return next == null && always.isBeforeRequest() ? always : null;
  }

  Fault faultOfRequest() {
    Fault next = script.peek();
    if (next != null && !next.isBeforeRequest()) {
      script.remove(next);
      return next;
    }
    return always;
  }

  void record(ReceivedRequest request) {
    requests.add(request);
  }

  byte[] bodyFor(ReceivedRequest request) {
    Function<ReceivedRequest, byte[]> own = body;
    return own == null ? request.toJson() : own.apply(request);
  }

  String contentType() {
    return body == null ? "application/json" : "application/octet-stream";
  }

  void stall() throws InterruptedException {
    closed.await();
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try {
        Socket socket = listener.accept();
        // Counted by this thread alone, so that numbers and list agree.
        Connection connection = new Connection(this, socket, accepted.get() + 1);
        connections.add(connection);
        accepted.incrementAndGet();
        Thread.ofVirtual().name("faulty-upstream-connection").start(() -> serve(connection));
      } catch (IOException e) {
        // The listener was closed, or a client left before it was accepted.
      }
    }
  }

  private void serve(Connection connection) {
    try (connection) {
      connection.serve();
    } catch (IOException e) {
      // The client left, or close() ended the connection; either is what tests do.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.incrementAndGet();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Connection connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
