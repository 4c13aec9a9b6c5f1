package dev.countersign.control.reports;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Service;

/** How many requests of a company's APIs were refused: all of them, whether or not recorded. */
@Service
public class RefusalTotals {

  private final CountRepository counts;
  private final InstantSource clock;

  RefusalTotals(CountRepository counts, InstantSource clock) {
    this.counts = counts;
    this.clock = clock;
  }

  /** Today (UTC). */
  public long today(String companyId) {
    return counts.total(companyId, DayPartitions.dayOf(clock.instant()));
  }

  /** On the days between these, both included, by API and reason, the most first. */
  public List<RefusedBecause> between(String companyId, Instant from, Instant to) {
    LocalDate first = DayPartitions.dayOf(from);
    return counts.between(companyId, first, DayPartitions.dayOf(to));
  }
}
