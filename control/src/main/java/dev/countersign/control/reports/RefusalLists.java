package dev.countersign.control.reports;

import dev.countersign.control.reports.RefusalListPage.Choice;
import dev.countersign.control.reports.RefusalListPage.Line;
import dev.countersign.control.web.Page;
import dev.countersign.control.web.PageRequest;
import dev.countersign.policy.report.RefusalRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Gathers what the list of refusals shows. */
@Service
class RefusalLists {

  /** What the numbers beside filters count. */
  private static final Duration COUNTED = Duration.ofDays(29);

  private static final int MOST_CHOICES = 8;

  private final Refusals refusals;
  private final RefusalTotals totals;
  private final ReportedThings things;
  private final InstantSource clock;

  RefusalLists(
      Refusals refusals, RefusalTotals totals, ReportedThings things, InstantSource clock) {
    this.refusals = refusals;
    this.totals = totals;
    this.things = things;
    this.clock = clock;
  }

  RefusalListPage of(String companyId, RefusalFilter filter, PageRequest request) {
    Page<RefusalRow> page = refusals.page(companyId, filter, request);
    Instant now = clock.instant();
    List<RefusedBecause> counts = totals.between(companyId, now.minus(COUNTED), now);
    Map<String, String> apis = things.apiNames(companyId);
    return new RefusalListPage(
        page.items().stream().map(RefusalLists::line).toList(),
        choices(counts, RefusedBecause::code, Function.identity()),
        choices(counts, RefusedBecause::apiId, id -> apis.getOrDefault(id, "")),
        counts.stream().mapToLong(RefusedBecause::count).sum(),
        totals.today(companyId),
        filter.isNarrow(),
        page.next());
  }

  private static Line line(RefusalRow row) {
    RefusalRecord record = row.record();
    RefusalRecord.Leaf leaf = record.presented().certificate();
    return new Line(
        row.id(),
        row.at(),
        Headlines.of(row.code(), row.cause()),
        row.code(),
        record.status(),
        row.apiId(),
        row.apiName(),
        record.method() + " " + record.host() + record.path(),
        leaf == null ? "" : leaf.subject());
  }

  /** Those with most refusals first; what has no name any more is left out. */
  private static List<Choice> choices(
      List<RefusedBecause> counts,
      Function<RefusedBecause, String> by,
      Function<String, String> name) {
    return counts.stream()
        .filter(count -> !by.apply(count).isEmpty())
        .collect(Collectors.groupingBy(by, Collectors.summingLong(RefusedBecause::count)))
        .entrySet()
        .stream()
        .filter(entry -> !name.apply(entry.getKey()).isEmpty())
        .map(entry -> new Choice(entry.getKey(), name.apply(entry.getKey()), entry.getValue()))
        .sorted(Comparator.comparingLong(Choice::count).reversed().thenComparing(Choice::label))
        .limit(MOST_CHOICES)
        .toList();
  }
}
