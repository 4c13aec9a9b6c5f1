package dev.countersign.control.provider.certificates;

import dev.countersign.control.web.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** S3: lists of a company's store, as fast at 100,000 certificates as at 100. */
@Component
class CertificateLists {

  private final CertificateListRepository lists;
  private final InstantSource clock;

  CertificateLists(CertificateListRepository lists, InstantSource clock) {
    this.lists = lists;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  Page<CertificateView> page(String companyId, CertificateListRequest request) {
    Instant now = clock.instant();
    List<CertificateRow> rows = lists.page(companyId, request, now);
    if (rows.size() <= request.limit()) {
      return new Page<>(views(rows, now), null);
    }
    List<CertificateRow> shown = rows.subList(0, request.limit());
    return new Page<>(views(shown, now), request.cursorAfter(shown.getLast()));
  }

  private static List<CertificateView> views(List<CertificateRow> rows, Instant now) {
    return rows.stream().map(row -> CertificateView.of(row, now)).toList();
  }

  /** Counted up to {@link CertificateCounts#MOST}; one more stands for more. */
  @Transactional(readOnly = true)
  int count(String companyId, CertificateFilter filter) {
    return lists.count(companyId, filter, clock.instant(), CertificateCounts.MOST + 1);
  }

  CertificateCounts counts(String companyId) {
    return lists.counts(companyId, clock.instant(), CertificateCounts.MOST + 1);
  }
}
