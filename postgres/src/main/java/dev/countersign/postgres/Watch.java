package dev.countersign.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the server, starts it again on the same port when it dies, and stops it in order.
 *
 * <p>One platform thread starts every server and lives as long as they do: the kernel ends the
 * server with the thread that started it (see {@link Tether}).
 */
final class Watch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int PORTS_TO_TRY = 5;

  private final Server server;
  private final DataDirectory data;
  private final Leftovers leftovers;
  private final IntSupplier ports;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Thread thread = new Thread(this::run, "postgres-watch");

  /** Guards {@link #process} and {@link #closing}: no server is started after the stop began. */
  private final Object lock = new Object();

  private @Nullable Process process;
  private boolean closing;

  Watch(Server server, DataDirectory data, IntSupplier ports) {
    this.server = server;
    this.data = data;
    this.leftovers = new Leftovers(data);
    this.ports = ports;
    thread.setDaemon(true);
  }

  /** Starts the server and returns its port once it takes connections. */
  int start() throws PostgresException, InterruptedException {
    thread.start();
    try {
      return port.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PostgresException problem) {
        throw problem;
      }
      throw new PostgresException("PostgreSQL could not be started: " + e.getCause(), e);
    }
  }

  private void run() {
    try {
      int chosen = firstStart();
      server.furnish(chosen);
      port.complete(chosen);
      keepRunning(chosen);
    } catch (InterruptedException e) {
      port.completeExceptionally(e);
    } catch (PostgresException | IOException | RuntimeException e) {
      if (!port.completeExceptionally(e)) {
        LOG.error("PostgreSQL is no longer watched", e);
      }
      stop();
    }
  }

  private int firstStart() throws PostgresException, IOException, InterruptedException {
    leftovers.end();
    for (int attempt = 1; ; attempt++) {
      int candidate = ports.getAsInt();
      try {
        server.awaitReady(spawn(candidate), candidate);
        return candidate;
      } catch (PostgresException e) {
        if (attempt == PORTS_TO_TRY || !Server.isTaken(candidate)) {
          throw e;
        }
        LOG.info("Somebody else took the port, trying another. port={}", candidate);
      }
    }
  }

  private void keepRunning(int port) throws InterruptedException {
    Duration pause = SHORTEST_PAUSE;
    while (true) {
      int status = current().waitFor();
      if (isClosing()) {
        return;
      }
      LOG.warn("PostgreSQL ended by itself, starting it again. status={} pause={}", status, pause);
      Thread.sleep(pause);
      try {
        leftovers.end();
        server.awaitReady(spawn(port), port);
        LOG.info("PostgreSQL runs again. pid={} port={}", pid(), port);
        pause = SHORTEST_PAUSE;
      } catch (PostgresException | IOException e) {
        // Whatever it is, no room on the disk or no memory for a process, it may pass.
        LOG.warn("PostgreSQL did not come back yet. {}", e.getMessage());
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  private Process spawn(int port) throws IOException, InterruptedException {
    synchronized (lock) {
      if (closing) {
        throw new InterruptedException("PostgreSQL is being stopped");
      }
      process = server.spawn(port);
      return process;
    }
  }

  private Process current() {
    synchronized (lock) {
      if (process == null) {
        throw new IllegalStateException("No server was started");
      }
      return process;
    }
  }

  private boolean isClosing() {
    synchronized (lock) {
      return closing;
    }
  }

  /** The server's process id; behind runuser or su it is not the child's own. */
  long pid() {
    return data.notedPid().orElseGet(() -> current().pid());
  }

  boolean isAlive() {
    return current().isAlive();
  }

  @Override
  public void close() {
    stop();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    Process running;
    synchronized (lock) {
      closing = true;
      running = process;
    }
    if (running == null || !running.isAlive()) {
      return;
    }
    try {
      Signal.INT.send(pid());
      if (!running.waitFor(60, TimeUnit.SECONDS)) {
        LOG.warn("PostgreSQL does not stop in order, stopping it at once. pid={}", pid());
        Signal.QUIT.send(pid());
        if (!running.waitFor(15, TimeUnit.SECONDS)) {
          running.destroyForcibly().waitFor();
        }
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
