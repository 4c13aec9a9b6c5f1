package dev.countersign.gateway.operations;

import dev.countersign.gateway.exchange.Exchange;
import dev.countersign.gateway.exchange.RequestHead;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.policy.decision.Refusal;
import dev.countersign.policy.report.ShownText;
import io.micrometer.core.instrument.Counter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One log line per refusal, found by the id in the answer; at most so many a second. Those left out
 * are counted, in a metric and in a line with the next second's first refusal. Never a token: of
 * the request it shows method, host and path.
 */
final class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.countersign.gateway.refusals");
  private static final int LINES_PER_SECOND = 50;
  private static final int LONGEST = 256;

  private final Counter leftOut;
  private final AtomicLong second = new AtomicLong();
  private final AtomicLong lines = new AtomicLong();

  RefusalLog(Counter leftOut) {
    this.leftOut = leftOut;
  }

  void refused(Exchange exchange, Refusal refusal, String id) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    if (!mayWrite()) {
      leftOut.increment();
      return;
    }
    RequestHead request = exchange.request();
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("id", id)
            .addKeyValue("code", refusal.code().code())
            .addKeyValue("cause", refusal.cause() == null ? "" : refusal.cause().text())
            .addKeyValue("api", refusal.api() == null ? "" : refusal.api().id())
            .addKeyValue("peer", exchange.client().peer())
            .addKeyValue("method", ShownText.of(request.method().name(), LONGEST))
            .addKeyValue("host", ShownText.of(request.authority(), LONGEST))
            .addKeyValue("path", ShownText.of(path(request.target()), LONGEST))
            .addKeyValue("message", ShownText.of(refusal.message(), LONGEST))
            .addKeyValue("advice", ShownText.of(refusal.advice(), LONGEST));
    Certificate certificate = refusal.presented().certificate();
    if (certificate != null) {
      line = line.addKeyValue("certificate", certificate.fingerprint());
    }
    line.log("Request refused");
  }

  private boolean mayWrite() {
    long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    long before = second.get();
    if (before != now && second.compareAndSet(before, now)) {
      long unwritten = lines.getAndSet(0) - LINES_PER_SECOND;
      if (unwritten > 0) {
        LOG.atWarn()
            .addKeyValue("leftOut", unwritten)
            .log("More requests were refused than logged");
      }
    }
    return lines.incrementAndGet() <= LINES_PER_SECOND;
  }

  private static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
