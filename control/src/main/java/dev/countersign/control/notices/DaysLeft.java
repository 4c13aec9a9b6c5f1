package dev.countersign.control.notices;

import dev.countersign.control.accounts.Companies;
import dev.countersign.control.provider.certificates.CertificateEnds;
import dev.countersign.control.provider.certificates.CertificateEnds.End;
import dev.countersign.control.provider.certificates.EndingCertificate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * How many days the certificates have left, by company and owner, as a metric: of each the one that
 * ends first. Only those that end first are looked at, so that there are never more than a thousand
 * series. Every control plane reads it for itself, since each is asked for its metrics.
 */
class DaysLeft implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(DaysLeft.class);
  private static final int MOST_COMPANIES = 50;
  private static final int MOST_OF_EACH = 20;
  private static final Duration FAR = Duration.ofDays(366);
  private static final double SECONDS_OF_DAY = Duration.ofDays(1).toSeconds();

  private final Companies companies;
  private final CertificateEnds ends;
  private final InstantSource clock;
  private final MultiGauge gauge;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("days-left").daemon().factory());
  private volatile boolean running;

  DaysLeft(Companies companies, CertificateEnds ends, InstantSource clock, MeterRegistry meters) {
    this.companies = companies;
    this.ends = ends;
    this.clock = clock;
    this.gauge =
        MultiGauge.builder("countersign.certificate.days.left")
            .description("Days until the owner's certificate that ends first")
            .register(meters);
  }

  /** One after the other: what was read last is what is told. */
  synchronized void read() {
    Instant now = clock.instant();
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    for (String company : companies.all().stream().limit(MOST_COMPANIES).toList()) {
      String name = companies.name(company);
      byOwner(company, now)
          .forEach((owner, end) ->
              rows.add(
                  MultiGauge.Row.of(
                      Tags.of("company", company, "company_name", name, "owner", owner),
                      Duration.between(now, end).toSeconds() / SECONDS_OF_DAY)));
    }
    gauge.register(rows, true);
  }

  private Map<String, Instant> byOwner(String company, Instant now) {
    List<String> first =
        ends.between(company, now, now.plus(FAR), null, MOST_OF_EACH).stream()
            .map(End::certificateId)
            .toList();
    Map<String, Instant> earliest = new LinkedHashMap<>();
    for (EndingCertificate one : ends.describe(company, first)) {
      earliest.putIfAbsent(one.owner(), one.notAfter());
    }
    return earliest;
  }

  private void readOrSay() {
    try {
      read();
    } catch (RuntimeException e) {
      LOG.atDebug().setCause(e).log("Days left could not be read for now");
    }
  }

  @Override
  public void start() {
    running = true;
    var _ = clockwork.scheduleWithFixedDelay(this::readOrSay, 0, 60, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    running = false;
    clockwork.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
