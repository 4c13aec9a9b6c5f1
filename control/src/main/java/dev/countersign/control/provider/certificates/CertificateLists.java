package dev.countersign.control.provider.certificates;

import dev.countersign.control.web.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** S3: lists of a company's store, as fast at 100,000 certificates as at 100. */
@Component
class CertificateLists {

  private final CertificateListRepository lists;
  private final CertificateUsesRepository uses;
  private final InstantSource clock;

  CertificateLists(
      CertificateListRepository lists, CertificateUsesRepository uses, InstantSource clock) {
    this.lists = lists;
    this.uses = uses;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  Page<CertificateView> page(String companyId, CertificateListRequest request) {
    Instant now = clock.instant();
    return read(companyId, request, now).map(row -> CertificateView.of(row, now));
  }

  private Page<CertificateRow> read(String companyId, CertificateListRequest request, Instant now) {
    List<CertificateRow> rows = lists.page(companyId, request, now);
    if (rows.size() <= request.limit()) {
      return new Page<>(rows, null);
    }
    List<CertificateRow> shown = rows.subList(0, request.limit());
    return new Page<>(shown, request.cursorAfter(shown.getLast()));
  }

  /** The same with what a page shows beside: what uses each, and how many there are. */
  @Transactional(readOnly = true)
  CertificateListPage shown(String companyId, CertificateListRequest request) {
    Instant now = clock.instant();
    Page<CertificateRow> page = read(companyId, request, now);
    Map<String, CertificateUses.Count> used =
        uses.counts(companyId, page.items().stream().map(CertificateRow::id).toList());
    CertificateCounts counts = counts(companyId);
    return new CertificateListPage(
        page.items().stream()
            .map(row ->
                CertificateListItem.of(
                    row, used.getOrDefault(row.id(), CertificateUses.Count.NONE), now))
            .toList(),
        counts,
        found(companyId, request, counts, now),
        page.next(),
        null,
        now);
  }

  private int found(
      String companyId, CertificateListRequest request, CertificateCounts counts, Instant now) {
    CertificateFilter filter = request.filter();
    return filter.isEverything()
        ? counts.all()
        : lists.count(companyId, filter, now, CertificateCounts.MOST + 1);
  }

  /** A page without a list, and why. */
  CertificateListPage refused(String companyId, String why) {
    return new CertificateListPage(List.of(), counts(companyId), 0, null, why, clock.instant());
  }

  /** How many the filter shows, counted up to {@link CertificateCounts#MOST}; one more is more. */
  @Transactional(readOnly = true)
  int count(String companyId, CertificateFilter filter) {
    return lists.count(companyId, filter, clock.instant(), CertificateCounts.MOST + 1);
  }

  /** Counted up to {@link CertificateCounts#MOST}; one more stands for more. */
  CertificateCounts counts(String companyId) {
    return lists.counts(companyId, clock.instant(), CertificateCounts.MOST + 1);
  }
}
