package dev.countersign.control.reports;

import dev.countersign.control.accounts.Companies;
import dev.countersign.control.accounts.CompanySettings;
import dev.countersign.control.accounts.CompanySettings.Retention;
import dev.countersign.policy.report.Use.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Forgets what is older than companies keep: by company, and whole days that none keeps. When a
 * thing was used last is known for as long as it exists, so that "never" is true. Doing it twice,
 * or at two control planes at once, does no harm.
 */
@Component
class Forgetting {

  private static final int DAYS_AHEAD = 2;
  private static final int BATCH = 500;
  private static final Duration HOURLY_BOUNDS = Duration.ofDays(2).plus(DayPartitions.LATEST);

  private final Companies companies;
  private final CompanySettings settings;
  private final RefusalRepository refusals;
  private final CountRepository counts;
  private final UseRepository uses;
  private final ReportedThings things;
  private final DayPartitions partitions;
  private final InstantSource clock;

  Forgetting(
      Companies companies,
      CompanySettings settings,
      RefusalRepository refusals,
      CountRepository counts,
      UseRepository uses,
      ReportedThings things,
      DayPartitions partitions,
      InstantSource clock) {
    this.companies = companies;
    this.settings = settings;
    this.refusals = refusals;
    this.counts = counts;
    this.uses = uses;
    this.things = things;
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
      for (Kind kind : Kind.values()) {
        forgetLast(company, kind, now.minus(kept.use()));
      }
      longest = kept.refusals().compareTo(longest) > 0 ? kept.refusals() : longest;
    }
    LocalDate today = DayPartitions.dayOf(now);
    partitions.dropBefore(DayPartitions.dayOf(now.minus(longest)), today);
    counts.forgetKept(now.minus(HOURLY_BOUNDS));
    for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
      partitions.ensure(today.plusDays(ahead));
    }
  }

  private void forgetLast(String company, Kind kind, Instant before) {
    String after = "";
    List<String> idle;
    do {
      idle = uses.lastBefore(company, kind, before, after, BATCH);
      Set<String> existing = existing(company, kind, idle);
      uses.forgetLast(company, kind, idle.stream().filter(id -> !existing.contains(id)).toList());
      after = idle.isEmpty() ? after : idle.getLast();
    } while (idle.size() == BATCH);
  }

  private Set<String> existing(String company, Kind kind, List<String> ids) {
    return switch (kind) {
      case API -> things.apis(ids).keySet();
      case CERTIFICATE -> things.stored(company, ids);
      case CREDENTIAL -> things.companiesOfCredentials(ids).keySet();
    };
  }
}
