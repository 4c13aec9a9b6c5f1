package dev.countersign.testkit.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of loopback for programs that must be told theirs. They lie below those that the system
 * gives to connections and to whoever asks for any port, so that nobody takes one between the look
 * and the start, or between a stop and the start after it.
 */
public final class FreePort {

  private static final int FIRST = 20_000;
  private static final int AFTER_LAST = 32_768;
  private static final int ATTEMPTS = 1_000;

  /** Test JVMs that run at once draw from different ports: each from every so-manieth. */
  private static final int JVMS = 8;

  private static final int THIS_JVM = Integer.getInteger("countersign.testFork", 0) % JVMS;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** One on which nobody listens, and which no test JVM of this build was given before. */
  public static int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port =
          ThreadLocalRandom.current().nextInt(FIRST / JVMS, AFTER_LAST / JVMS) * JVMS + THIS_JVM;
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No port from " + FIRST + " to " + AFTER_LAST + " is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
