package dev.countersign.control.reports;

import dev.countersign.control.feed.ReportStore;
import dev.countersign.control.reports.CountRepository.KeptKey;
import dev.countersign.control.reports.UseListener.Used;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.Use;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what gateways report, each report once. Numbers are added in one order of their keys, so
 * that gateways which report at the same time wait for each other, and never in a ring.
 */
@Component
class Intake implements ReportStore {

  /** So many reasons of one kind are kept of a company in an hour; all are counted. */
  static final int KEPT_AN_HOUR = 2_000;

  private final Attribution attribution;
  private final RunRepository runs;
  private final CountRepository counts;
  private final UseRepository uses;
  private final UseListener listener;
  private final RefusalRepository refusals;
  private final DayPartitions partitions;
  private final TransactionTemplate transaction;
  private final Counter lost;
  private final InstantSource clock;

  Intake(
      Attribution attribution,
      RunRepository runs,
      CountRepository counts,
      UseRepository uses,
      UseListener listener,
      RefusalRepository refusals,
      DayPartitions partitions,
      PlatformTransactionManager transactions,
      MeterRegistry meters,
      InstantSource clock) {
    this.attribution = attribution;
    this.runs = runs;
    this.counts = counts;
    this.uses = uses;
    this.listener = listener;
    this.refusals = refusals;
    this.partitions = partitions;
    this.transaction = new TransactionTemplate(transactions);
    this.lost =
        Counter.builder("countersign.reports.lost.records")
            .description("Reasons of refusals that gateways could not keep until they were taken")
            .register(meters);
    this.clock = clock;
  }

  @Override
  public void keep(Reporter gateway, Report report) {
    Instant now = clock.instant();
    Attributed attributed = attribution.of(gateway, report, now);
    attributed.records().stream()
        .map(row -> DayPartitions.dayOf(row.at()))
        .distinct()
        .forEach(partitions::ensure);
    transaction.executeWithoutResult(status -> {
      if (runs.claim(gateway.id(), report, now)) {
        counts.add(attributed.refusals());
        uses.add(attributed.uses());
        listener.used(attributed.uses().stream().map(Intake::used).toList());
        refusals.insert(withinBounds(attributed.records()));
        lost.increment((double) report.lostRecords());
      }
    });
  }

  private static Used used(Owned<Use> owned) {
    Use use = owned.what();
    return new Used(owned.companyId(), use.kind(), use.subject(), use.lastAt());
  }

  private List<RefusalRow> withinBounds(List<RefusalRow> rows) {
    Map<KeptKey, List<RefusalRow>> byKey = new TreeMap<>(KeptKey.ORDER);
    for (RefusalRow row : rows) {
      byKey.computeIfAbsent(keyOf(row), key -> new ArrayList<>()).add(row);
    }
    List<RefusalRow> kept = new ArrayList<>();
    byKey.forEach((key, alike) -> {
      long before = counts.keep(key, alike.size()) - alike.size();
      long free = Math.clamp(KEPT_AN_HOUR - before, 0, alike.size());
      kept.addAll(alike.subList(0, (int) free));
    });
    return kept;
  }

  private static KeptKey keyOf(RefusalRow row) {
    Instant hour = row.at().truncatedTo(ChronoUnit.HOURS);
    return new KeptKey(row.companyId(), hour, row.code(), row.cause());
  }
}
