package dev.countersign.control.provider.certificates;

import dev.countersign.control.provider.ListRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What other parts show of a company's certificates: names, search, and the PEM of one. */
@Component
public class CertificateDirectory {

  private final CertificateSummaryRepository summaries;
  private final CertificateListRepository lists;
  private final InstantSource clock;

  CertificateDirectory(
      CertificateSummaryRepository summaries,
      CertificateListRepository lists,
      InstantSource clock) {
    this.summaries = summaries;
    this.lists = lists;
    this.clock = clock;
  }

  /** The names of those of these that are in the company's store, by id. */
  public Map<String, String> names(String companyId, Collection<String> ids) {
    return ids.isEmpty() ? Map.of() : summaries.names(companyId, ids);
  }

  /** Those of these that are in the company's store, by name; at most so many. */
  public List<CertificateSummary> some(String companyId, Collection<String> ids, int most) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    return summaries.some(companyId, ids, most).stream()
        .map(row -> CertificateSummary.of(row, now))
        .toList();
  }

  /** One of the store; 404 where it is not there. */
  public CertificateSummary get(String companyId, String id) {
    return some(companyId, List.of(id), 1).stream()
        .findFirst()
        .orElseThrow(() -> Certificates.unknown(id));
  }

  /** S3: the first that a search finds, by name; the newest where nothing is searched for. */
  @Transactional(readOnly = true)
  public List<CertificateSummary> search(String companyId, @Nullable String q, int most) {
    Instant now = clock.instant();
    CertificateFilter filter = CertificateFilter.of(q, null, null, null);
    return lists
        .page(
            companyId,
            filter,
            Set.of(),
            filter.isEverything()
                ? ListRequest.last(CertificateKey.CREATED, most)
                : ListRequest.first(CertificateKey.NAME, most),
            now)
        .stream()
        .limit(most)
        .map(row -> CertificateSummary.of(row, now))
        .toList();
  }

  /** The certificate itself as PEM. */
  public Optional<String> pem(String companyId, String id) {
    return summaries.some(companyId, List.of(id), 1).stream()
        .findFirst()
        .map(row -> row.certificate().toPem());
  }
}
