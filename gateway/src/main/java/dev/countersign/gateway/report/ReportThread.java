package dev.countersign.gateway.report;

import dev.countersign.policy.feed.FeedUnavailableException;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.ReportReceiver;
import dev.countersign.policy.report.ReportRefusedException;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers from the event loops what the {@link Reporter} counted there, and hands it over. A report
 * that got no answer is handed over again, the same and under the same number, before any other.
 */
public final class ReportThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReportThread.class);
  private static final Duration GATHERED_EVERY = Duration.ofMillis(400);

  /** Numbers alone may wait; records bring them along. */
  private static final Duration NUMBERS_EVERY = Duration.ofSeconds(5);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final ReportReceiver receiver;
  private final Reporter reporter;
  private final Iterable<EventExecutor> loops;
  private final InstantSource clock;
  private final Backlog backlog = new Backlog();
  private final String run = UUID.randomUUID().toString();
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable Report unanswered;
  private long number;
  private long lastNumbers = System.nanoTime() - NUMBERS_EVERY.toNanos();
  private Duration pause = GATHERED_EVERY;
  private boolean away;

  private ReportThread(
      ReportReceiver receiver,
      Reporter reporter,
      Iterable<EventExecutor> loops,
      InstantSource clock) {
    this.receiver = receiver;
    this.reporter = reporter;
    this.loops = loops;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("countersign-reports").daemon().unstarted(this::work);
  }

  /** Starts to gather from these event loops. */
  public static ReportThread start(
      ReportReceiver receiver,
      Reporter reporter,
      Iterable<EventExecutor> loops,
      InstantSource clock) {
    ReportThread started = new ReportThread(receiver, reporter, loops, clock);
    started.thread.start();
    return started;
  }

  private void work() {
    try {
      while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        gatherAndReport(false);
      }
      gatherAndReport(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not even an Error ends the thread: without it nothing would be reported any more, unseen. */
  private void gatherAndReport(boolean last) throws InterruptedException {
    try {
      gather();
      report(last);
    } catch (RuntimeException | Error e) {
      LOG.atError().setCause(e).log("Reporting failed; trying again");
    }
  }

  private void gather() throws InterruptedException {
    List<Future<LoopTally.Taken>> taken = new ArrayList<>();
    try {
      for (EventExecutor loop : loops) {
        taken.add(loop.submit(reporter::takeTally));
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("An event loop has ended", e);
    }
    for (Future<LoopTally.Taken> tally : taken) {
      try {
        backlog.add(tally.get(), clock.instant());
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    backlog.add(reporter.takeRecords());
    backlog.addLost(reporter.takeLost());
  }

  private void report(boolean last) throws InterruptedException {
    while (unanswered != null || isDue(last)) {
      if (unanswered == null) {
        unanswered = backlog.take(run, ++number);
        lastNumbers = System.nanoTime();
      }
      if (!handOver(unanswered)) {
        return;
      }
      unanswered = null;
    }
  }

  private boolean isDue(boolean last) {
    return backlog.isUrgent()
        || (!backlog.isEmpty()
            && (last || System.nanoTime() - lastNumbers >= NUMBERS_EVERY.toNanos()));
  }

  private boolean handOver(Report report) throws InterruptedException {
    try {
      receiver.receive(report);
      away = false;
      pause = GATHERED_EVERY;
      return true;
    } catch (FeedUnavailableException e) {
      if (!away) {
        LOG.atWarn().addKeyValue("why", e.getMessage()).log("Reports have to wait");
      }
      away = true;
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
      return false;
    } catch (ReportRefusedException e) {
      LOG.atError().addKeyValue("why", e.getMessage()).log("A report is refused, and dropped");
      backlog.addLost(report.records().size());
      return true;
    }
  }

  /** Reports what is left where that is quickly done, and ends. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(LAST_WORDS)) {
        thread.interrupt();
        thread.join(LAST_WORDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
