package dev.countersign.control.reports;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One partition of the refusals for each day: made when the day comes, dropped as a whole. */
@Repository
class DayPartitions {

  /** Gateways report late when no control plane could be reached; nothing older is kept. */
  static final Duration LATEST = Duration.ofDays(7);

  /** Younger ones may still be written to. */
  private static final int NEVER_DROPPED_DAYS = 9;

  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'refusals_'yyyyMMdd");

  /** Any number, the same in every control plane. */
  private static final String LOCK = "SELECT pg_advisory_xact_lock(2686737745)";

  private static final String EXISTING =
      """
      SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'reports.refusals'::regclass
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

  DayPartitions(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
  }

  static LocalDate dayOf(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** Makes room for this day; to be called outside a transaction that reads refusals. */
  void ensure(LocalDate day) {
    if (known.contains(day)) {
      return;
    }
    // Neither name nor bounds can be parameters; they are made of a date alone.
    locked(
        """
        CREATE TABLE IF NOT EXISTS reports.%s PARTITION OF reports.refusals
        FOR VALUES FROM ('%sT00:00:00Z') TO ('%sT00:00:00Z')
        """
            .formatted(NAME.format(day), day, day.plusDays(1)));
    known.add(day);
  }

  /** Drops the days before this one, as far as nobody writes to them any more. */
  List<LocalDate> dropBefore(LocalDate day, LocalDate today) {
    LocalDate limit = today.minusDays(NEVER_DROPPED_DAYS);
    LocalDate before = day.isBefore(limit) ? day : limit;
    List<LocalDate> old = existing().stream().filter(each -> each.isBefore(before)).toList();
    old.forEach(each -> {
      known.remove(each);
      locked("DROP TABLE IF EXISTS reports." + NAME.format(each));
    });
    return old;
  }

  /** The days there are, the oldest first. */
  List<LocalDate> existing() {
    return jdbc.sql(EXISTING).query(String.class).list().stream()
        .map(name -> LocalDate.parse(name, NAME))
        .sorted()
        .toList();
  }

  /** Two control planes that make the same table at once would fail otherwise. */
  private void locked(String statement) {
    transaction.executeWithoutResult(status -> {
      jdbc.sql(LOCK).query().singleRow();
      jdbc.sql(statement).update();
    });
  }
}
