package dev.countersign.control.provider.certificates;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds the listed CAs that clients reach through a stored CA; a gateway judges each path anew. */
@Component
class CompletedPaths {

  /** More levels than any company's paths have. */
  private static final int HIGHEST = 10;

  /** Each costs a signature, checked once; of more unused CAs than this the rest count as such. */
  private static final int MOST_UNUSED = 100;

  private final AuthorityRepository authorities;
  private final CertificateUsesRepository uses;
  private final Issuance issuance;

  CompletedPaths(
      AuthorityRepository authorities, CertificateUsesRepository uses, Issuance issuance) {
    this.authorities = authorities;
    this.uses = uses;
    this.issuance = issuance;
  }

  List<CompletedPath> of(CertificateRow row, Instant now) {
    if (!row.isCa() || !CertificateStatus.of(row, now).letsIn()) {
      return List.of();
    }
    Collection<CertificateRow> above = above(row, issuers(List.of(row), now));
    Set<String> listed = listed(row.companyId(), above.stream());
    return above.stream()
        .filter(issuer -> listed.contains(issuer.id()))
        .map(issuer ->
            new CompletedPath(issuer.id(), issuer.name(), uses.of(issuer.companyId(), issuer.id())))
        .toList();
  }

  /**
   * The ids of the company's CAs that complete paths though nothing names them. As cheap as there
   * are few unused CAs, however many certificates there are.
   */
  Set<String> ofUnnamed(String companyId, Instant now) {
    List<CertificateRow> unused = authorities.unused(companyId, now, MOST_UNUSED);
    Map<String, List<CertificateRow>> issuers = issuers(unused, now);
    Set<String> listed = listed(companyId, issuers.values().stream().flatMap(Collection::stream));
    return unused.stream()
        .filter(
            row -> above(row, issuers).stream().anyMatch(issuer -> listed.contains(issuer.id())))
        .map(CertificateRow::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<String> listed(String companyId, Stream<CertificateRow> issuers) {
    Set<String> ids = issuers.map(CertificateRow::id).collect(Collectors.toSet());
    return ids.isEmpty()
        ? Set.of()
        : uses.counts(companyId, ids).entrySet().stream()
            .filter(used -> used.getValue().apis() > 0)
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** All that is reached by going from issuer to issuer, the nearest first. */
  private static Collection<CertificateRow> above(
      CertificateRow row, Map<String, List<CertificateRow>> issuers) {
    Map<String, CertificateRow> above = new LinkedHashMap<>();
    Deque<String> children = new ArrayDeque<>(List.of(row.id()));
    while (!children.isEmpty()) {
      for (CertificateRow issuer : issuers.getOrDefault(children.remove(), List.of())) {
        if (!issuer.id().equals(row.id()) && above.putIfAbsent(issuer.id(), issuer) == null) {
          children.add(issuer.id());
        }
      }
    }
    return above.values();
  }

  /**
   * The issuers of these, theirs, and so on, read level by level: by the ids of what they issued.
   */
  private Map<String, List<CertificateRow>> issuers(List<CertificateRow> rows, Instant now) {
    Map<String, List<CertificateRow>> known = new HashMap<>();
    Map<String, CertificateRow> level = byId(rows.stream());
    for (int height = 0; height < HIGHEST && !level.isEmpty(); height++) {
      Map<String, List<CertificateRow>> found = issuersOf(level.values(), now);
      level.keySet().forEach(id -> known.put(id, found.getOrDefault(id, List.of())));
      level =
          byId(
              found.values().stream()
                  .flatMap(Collection::stream)
                  .filter(issuer -> !known.containsKey(issuer.id())));
    }
    return known;
  }

  private static Map<String, CertificateRow> byId(Stream<CertificateRow> rows) {
    return rows.collect(Collectors.toMap(CertificateRow::id, row -> row, (one, same) -> one));
  }

  private Map<String, List<CertificateRow>> issuersOf(
      Collection<CertificateRow> rows, Instant now) {
    Set<Long> names =
        rows.stream()
            .map(issuance::issuerHash)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());
    if (names.isEmpty()) {
      return Map.of();
    }
    Map<Long, List<CertificateRow>> named =
        authorities.named(rows.iterator().next().companyId(), names).stream()
            .filter(issuer -> CertificateStatus.of(issuer, now).letsIn())
            .collect(Collectors.groupingBy(CertificateRow::subjectHash));
    Map<String, List<CertificateRow>> issuers = new HashMap<>();
    for (CertificateRow row : rows) {
      List<CertificateRow> candidates = issuance.issuerHash(row).map(named::get).orElse(List.of());
      issuers.put(
          row.id(),
          candidates.stream().filter(issuer -> issuance.isIssuerOf(issuer, row)).toList());
    }
    return issuers;
  }
}
