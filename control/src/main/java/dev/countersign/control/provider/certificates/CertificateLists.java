package dev.countersign.control.provider.certificates;

import dev.countersign.control.provider.ListRequest;
import dev.countersign.control.shell.Count;
import dev.countersign.control.web.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    return read(companyId, filter, request, now).map(row -> CertificateView.of(row, now));
  }

  private Page<CertificateRow> read(
      String companyId,
      CertificateFilter filter,
      ListRequest<CertificateRow> request,
      Instant now) {
    return request.page(lists.page(companyId, filter, request, now));
  }

  /** The same with what a page shows beside: what uses each, and how many there are. */
  @Transactional(readOnly = true)
  CertificateListPage shown(
      String companyId, CertificateFilter filter, ListRequest<CertificateRow> request) {
    Instant now = clock.instant();
    Page<CertificateRow> page = read(companyId, filter, request, now);
    Map<String, CertificateUses.Count> used =
        uses.counts(companyId, page.items().stream().map(CertificateRow::id).toList());
    CertificateCounts counts = counts(companyId);
    return new CertificateListPage(
        page.items().stream().map(row -> item(row, used.get(row.id()), now)).toList(),
        counts,
        found(companyId, filter, counts, now),
        page.next(),
        null,
        now);
  }

  private CertificateListItem item(
      CertificateRow row, CertificateUses.@Nullable Count used, Instant now) {
    return used == null
        ? CertificateListItem.of(
            row, CertificateUses.Count.NONE, !completed.of(row, now).isEmpty(), now)
        : CertificateListItem.of(row, used, false, now);
  }

  private long found(
      String companyId, CertificateFilter filter, CertificateCounts counts, Instant now) {
    return filter.isEverything() ? counts.all() : lists.count(companyId, filter, now, Count.LIMIT);
  }

  /** A page without a list, and why. */
  CertificateListPage refused(String companyId, String why) {
    return new CertificateListPage(List.of(), counts(companyId), 0, null, why, clock.instant());
  }

  /** How many the filter shows, counted up to {@link Count#LIMIT}. */
  @Transactional(readOnly = true)
  long count(String companyId, CertificateFilter filter) {
    return lists.count(companyId, filter, clock.instant(), Count.LIMIT);
  }

  /** Each counted up to {@link Count#LIMIT}. */
  CertificateCounts counts(String companyId) {
    return lists.counts(companyId, clock.instant(), Count.LIMIT);
  }
}
