package dev.countersign.gateway.report;

import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.report.RefusalCount;
import dev.countersign.policy.report.RefusalRecord;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.ReportFormat;
import dev.countersign.policy.report.Use;
import dev.countersign.policy.report.Use.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was gathered and not yet reported. Numbers add up, so that they stay exact however long no
 * control plane can be reached; of the records the newest are kept. Belongs to one thread.
 */
final class Backlog {
  /** Each has some hundred bytes. Over it, what is used is not told apart any more. */
  private static final int MOST_COUNTED = 100_000;

  static final long MOST_RECORD_BYTES = 16L * 1024 * 1024;

  /** Leaves room in a report for its numbers. */
  private static final long RECORD_BYTES_OF_A_REPORT = 256 * 1024;

  private final Map<Counted, Sum> uses = new HashMap<>();
  private final Map<Refused, Sum> reasons = new HashMap<>();
  private final Deque<Weighed> records = new ArrayDeque<>();
  private long recordBytes;
  private long lost;

  void add(LoopTally.Taken taken, Instant now) {
    LocalDate day = now.atOffset(ZoneOffset.UTC).toLocalDate();
    taken.uses().forEach((key, tally) -> addUse(key, tally, day, now));
    taken
        .reasons()
        .forEach((key, tally) ->
            reasons
                .computeIfAbsent(new Refused(key, day), fresh -> new Sum())
                .add(tally.letIn, tally.refused, now));
  }

  private void addUse(UseKey key, Tally tally, LocalDate day, Instant now) {
    add(new Counted(Kind.API, key.apiId(), key.apiId(), day), tally, now);
    Fingerprint leaf = key.certificate();
    if (leaf != null) {
      add(new Counted(Kind.CERTIFICATE, leaf.toString(), key.apiId(), day), tally, now);
    }
    String credential = key.credentialId();
    if (credential != null) {
      add(new Counted(Kind.CREDENTIAL, credential, key.apiId(), day), tally, now);
    }
  }

  private void add(Counted key, Tally tally, Instant now) {
    Sum known = uses.get(key);
    if (known == null) {
      if (uses.size() >= MOST_COUNTED && key.kind != Kind.API) {
        lost++;
        return;
      }
      known = new Sum();
      uses.put(key, known);
    }
    known.add(tally.letIn, tally.refused, now);
  }

  void add(List<RefusalRecord> more) {
    for (RefusalRecord record : more) {
      int bytes = ReportFormat.writeRecord(record).length;
      records.addLast(new Weighed(record, bytes));
      recordBytes += bytes;
      while (recordBytes > MOST_RECORD_BYTES) {
        recordBytes -= records.removeFirst().bytes;
        lost++;
      }
    }
  }

  void addLost(long more) {
    lost += more;
  }

  /** Whether it is more than numbers that can wait a little. */
  boolean isUrgent() {
    return !records.isEmpty() || uses.size() > Report.MOST_USES;
  }

  boolean isEmpty() {
    return records.isEmpty() && uses.isEmpty() && reasons.isEmpty() && lost == 0;
  }

  /** The next report, as large as one may be; what it says is no longer here. */
  Report take(String run, long number) {
    List<Use> someUses = some(uses, Report.MOST_USES, Backlog::use);
    List<RefusalCount> someReasons = some(reasons, Report.MOST_COUNTS, Backlog::count);
    Report report = new Report(run, number, someUses, someReasons, someRecords(), lost);
    lost = 0;
    return report;
  }

  private List<RefusalRecord> someRecords() {
    List<RefusalRecord> some = new ArrayList<>();
    long bytes = 0;
    while (!records.isEmpty()
        && some.size() < Report.MOST_RECORDS
        && bytes < RECORD_BYTES_OF_A_REPORT) {
      Weighed next = records.removeFirst();
      bytes += next.bytes;
      some.add(next.record);
    }
    recordBytes -= bytes;
    return some;
  }

  private static <K, V, T> List<T> some(
      Map<K, V> from, int most, Function<Map.Entry<K, V>, T> change) {
    List<T> some = new ArrayList<>(Math.min(most, from.size()));
    Iterator<Map.Entry<K, V>> each = from.entrySet().iterator();
    while (each.hasNext() && some.size() < most) {
      some.add(change.apply(each.next()));
      each.remove();
    }
    return some;
  }

  private static Use use(Map.Entry<Counted, Sum> entry) {
    Counted key = entry.getKey();
    Sum sum = entry.getValue();
    return new Use(
        key.kind, key.subject, key.apiId, key.day, sum.letIn, sum.refused, sum.last, sum.lastLetIn);
  }

  private static RefusalCount count(Map.Entry<Refused, Sum> entry) {
    ReasonKey key = entry.getKey().reason;
    return new RefusalCount(
        key.apiId(),
        key.code().code(),
        key.cause() == null ? null : key.cause().text(),
        entry.getKey().day,
        entry.getValue().refused);
  }

  private record Counted(Kind kind, String subject, String apiId, LocalDate day) {}

  private record Refused(ReasonKey reason, LocalDate day) {}

  private record Weighed(RefusalRecord record, int bytes) {}

  private static final class Sum {
    private long letIn;
    private long refused;
    private Instant last = Instant.EPOCH;
    private @Nullable Instant lastLetIn;

    void add(long moreLetIn, long moreRefused, Instant now) {
      letIn += moreLetIn;
      refused += moreRefused;
      last = now;
      lastLetIn = moreLetIn > 0 ? now : lastLetIn;
    }
  }
}
