package dev.countersign.control.reports;

import dev.countersign.control.accounts.Companies;
import dev.countersign.control.accounts.CompanySettings;
import dev.countersign.control.accounts.CompanySettings.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * Forgets what is older than companies keep: by company, and whole days that none keeps. Doing it
 * twice, or at two control planes at once, does no harm.
 */
@Component
class Forgetting {

  private static final int DAYS_AHEAD = 2;
  private static final Duration HOURLY_BOUNDS = Duration.ofDays(2).plus(DayPartitions.LATEST);

  private final Companies companies;
  private final CompanySettings settings;
  private final RefusalRepository refusals;
  private final CountRepository counts;
  private final UseRepository uses;
  private final DayPartitions partitions;
  private final InstantSource clock;

  Forgetting(
      Companies companies,
      CompanySettings settings,
      RefusalRepository refusals,
      CountRepository counts,
      UseRepository uses,
      DayPartitions partitions,
      InstantSource clock) {
    this.companies = companies;
    this.settings = settings;
    this.refusals = refusals;
    this.counts = counts;
    this.uses = uses;
    this.partitions = partitions;
    this.clock = clock;
  }

  void forget() {
    Instant now = clock.instant();
    Duration longest = Duration.ZERO;
    for (String company : companies.all()) {
      Retention kept = settings.retention(company);
      refusals.forget(company, now.minus(kept.refusals()));
      LocalDate oldest = DayPartitions.dayOf(now.minus(kept.use()));
      counts.forget(company, oldest);
      uses.forget(company, oldest);
      longest = kept.refusals().compareTo(longest) > 0 ? kept.refusals() : longest;
    }
    LocalDate today = DayPartitions.dayOf(now);
    partitions.dropBefore(DayPartitions.dayOf(now.minus(longest)), today);
    counts.forgetKept(now.minus(HOURLY_BOUNDS));
    for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
      partitions.ensure(today.plusDays(ahead));
    }
  }
}
