package dev.countersign.control.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.boot.logging.LoggingSystem;

/** Starts two control planes at the same moment, as two machines would. */
public final class AtOnce {

  private AtOnce() {}

  /** Both, started; the caller closes them. */
  public static <T> List<T> two(Callable<T> start) throws Exception {
    // Spring Boot cannot set up logging twice at once; two processes have no such trouble.
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    CyclicBarrier together = new CyclicBarrier(2);
    Callable<T> startTogether =
        () -> {
          together.await();
          return start.call();
        };
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<T> started = new ArrayList<>();
      for (Future<T> one : threads.invokeAll(List.of(startTogether, startTogether))) {
        started.add(one.get());
      }
      return started;
    } finally {
      System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
    }
  }
}
