package dev.countersign.control.provider.certificates;

import dev.countersign.control.provider.ListRequest;
import dev.countersign.control.shell.Count;
import dev.countersign.control.web.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** S3: lists of a company's store, as fast at 100,000 certificates as at 100. */
@Component
class CertificateLists {

  private final CertificateListRepository lists;
  private final CertificateUsesRepository uses;
  private final CompletedPaths completed;
  private final InstantSource clock;

  CertificateLists(
      CertificateListRepository lists,
      CertificateUsesRepository uses,
      CompletedPaths completed,
      InstantSource clock) {
    this.lists = lists;
    this.uses = uses;
    this.completed = completed;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  Page<CertificateView> page(
      String companyId, CertificateFilter filter, ListRequest<CertificateRow> request) {
    Instant now = clock.instant();
    return read(companyId, filter, completing(companyId, filter, now), request, now)
        .map(row -> CertificateView.of(row, now));
  }

  private Page<CertificateRow> read(
      String companyId,
      CertificateFilter filter,
      Set<String> completing,
      ListRequest<CertificateRow> request,
      Instant now) {
    return request.page(lists.page(companyId, filter, completing, request, now));
  }

  /** What is used though nothing names it, where the filter asks for that. */
  private Set<String> completing(String companyId, CertificateFilter filter, Instant now) {
    return filter.unused() == null ? Set.of() : completed.ofUnnamed(companyId, now);
  }

  /** The same with what a page shows beside: what uses each, and how many there are. */
  @Transactional(readOnly = true)
  CertificateListPage shown(
      String companyId, CertificateFilter filter, ListRequest<CertificateRow> request) {
    Instant now = clock.instant();
    Set<String> completing = completed.ofUnnamed(companyId, now);
    Page<CertificateRow> page = read(companyId, filter, completing, request, now);
    Map<String, CertificateUses.Count> used =
        uses.counts(companyId, page.items().stream().map(CertificateRow::id).toList());
    CertificateCounts counts = counts(companyId, completing, now);
    return new CertificateListPage(
        page.items().stream()
            .map(row ->
                CertificateListItem.of(
                    row,
                    used.getOrDefault(row.id(), CertificateUses.Count.NONE),
                    completing.contains(row.id()),
                    now))
            .toList(),
        counts,
        filter.isEverything()
            ? counts.all()
            : lists.count(companyId, filter, completing, now, Count.LIMIT),
        page.next(),
        null,
        now);
  }

  /** A page without a list, and why. */
  CertificateListPage refused(String companyId, String why) {
    return new CertificateListPage(List.of(), counts(companyId), 0, null, why, clock.instant());
  }

  /** How many the filter shows, counted up to {@link Count#LIMIT}. */
  @Transactional(readOnly = true)
  long count(String companyId, CertificateFilter filter) {
    Instant now = clock.instant();
    return lists.count(companyId, filter, completing(companyId, filter, now), now, Count.LIMIT);
  }

  /** Each counted up to {@link Count#LIMIT}. */
  CertificateCounts counts(String companyId) {
    Instant now = clock.instant();
    return counts(companyId, completed.ofUnnamed(companyId, now), now);
  }

  private CertificateCounts counts(String companyId, Set<String> completing, Instant now) {
    return lists.counts(companyId, completing, now, Count.LIMIT);
  }
}
