package dev.countersign.control.reports;

import dev.countersign.control.accounts.Companies;
import dev.countersign.control.feed.ReportStore.Reporter;
import dev.countersign.control.reports.ReportedThings.Api;
import dev.countersign.policy.report.RefusalCount;
import dev.countersign.policy.report.RefusalRecord;
import dev.countersign.policy.report.Report;
import dev.countersign.policy.report.Use;
import dev.countersign.policy.report.Use.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out whose each part of a report is. The gateway names APIs, certificates and credentials;
 * their companies are looked up here, and what does not exist, or does not belong together, is left
 * out. What led to no API is the first company's. Times that cannot be are replaced by the present.
 */
@Component
class Attribution {

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
  private static final Comparator<Owned<RefusalCount>> COUNTS =
      Comparator.<Owned<RefusalCount>, String>comparing(Owned::companyId)
          .thenComparing(owned -> owned.what().day())
          .thenComparing(owned -> Objects.requireNonNullElse(owned.what().apiId(), ""))
          .thenComparing(owned -> owned.what().code())
          .thenComparing(owned -> Objects.requireNonNullElse(owned.what().cause(), ""));
  private static final Comparator<Owned<Use>> USES =
      Comparator.<Owned<Use>, String>comparing(Owned::companyId)
          .thenComparing(owned -> owned.what().kind())
          .thenComparing(owned -> owned.what().subject())
          .thenComparing(owned -> owned.what().day())
          .thenComparing(owned -> owned.what().apiId());

  private final ReportedThings things;
  private final Companies companies;

  Attribution(ReportedThings things, Companies companies) {
    this.things = things;
    this.companies = companies;
  }

  Attributed of(Reporter gateway, Report report, Instant now) {
    Map<String, Api> apis = things.apis(apisOf(report));
    String first = companies.first();
    return new Attributed(
        report.refusals().stream()
            .flatMap(count -> owned(count, apis, first, now).stream())
            .sorted(COUNTS)
            .toList(),
        uses(report.uses(), apis, now),
        report.records().stream()
            .flatMap(record -> row(gateway, record, apis, first, now).stream())
            .toList());
  }

  private static Set<String> apisOf(Report report) {
    return Stream.of(
            report.uses().stream().map(Use::apiId),
            report.refusals().stream().map(RefusalCount::apiId),
            report.records().stream().map(RefusalRecord::apiId))
        .flatMap(each -> each)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static Optional<Owned<RefusalCount>> owned(
      RefusalCount count, Map<String, Api> apis, String first, Instant now) {
    return company(count.apiId(), apis, first)
        .map(company ->
            new Owned<>(
                company,
                new RefusalCount(
                    count.apiId(),
                    Reasons.code(count.code()),
                    Reasons.cause(count.cause()),
                    plausible(count.day(), now),
                    count.count())));
  }

  private static Optional<RefusalRow> row(
      Reporter gateway, RefusalRecord record, Map<String, Api> apis, String first, Instant now) {
    Instant at = plausible(record.at(), now);
    Api api = record.apiId() == null ? null : apis.get(record.apiId());
    return company(record.apiId(), apis, first)
        .map(company ->
            new RefusalRow(
                company,
                at,
                gateway.id(),
                gateway.name(),
                api == null ? "" : api.id(),
                api == null ? "" : api.name(),
                record));
  }

  private static Optional<String> company(
      @Nullable String apiId, Map<String, Api> apis, String first) {
    return apiId == null
        ? Optional.of(first)
        : Optional.ofNullable(apis.get(apiId)).map(Api::companyId);
  }

  private List<Owned<Use>> uses(List<Use> uses, Map<String, Api> apis, Instant now) {
    List<Owned<Use>> owned =
        uses.stream()
            .flatMap(use ->
                Stream.ofNullable(apis.get(use.apiId()))
                    .map(api -> new Owned<>(api.companyId(), plausible(use, now))))
            .toList();
    Set<Owned<String>> certificates = storedCertificates(owned);
    Map<String, String> credentials =
        things.companiesOfCredentials(subjects(owned, Kind.CREDENTIAL));
    return owned.stream()
        .filter(each -> exists(each, certificates, credentials))
        .sorted(USES)
        .toList();
  }

  private static boolean exists(
      Owned<Use> owned, Set<Owned<String>> certificates, Map<String, String> credentials) {
    String subject = owned.what().subject();
    return switch (owned.what().kind()) {
      case API -> subject.equals(owned.what().apiId());
      case CERTIFICATE -> certificates.contains(new Owned<>(owned.companyId(), subject));
      case CREDENTIAL -> owned.companyId().equals(credentials.get(subject));
    };
  }

  private Set<Owned<String>> storedCertificates(List<Owned<Use>> uses) {
    Map<String, Set<String>> byCompany = new HashMap<>();
    for (Owned<Use> owned : uses) {
      if (owned.what().kind() == Kind.CERTIFICATE) {
        byCompany
            .computeIfAbsent(owned.companyId(), company -> new HashSet<>())
            .add(owned.what().subject());
      }
    }
    Set<Owned<String>> stored = new HashSet<>();
    byCompany.forEach((company, fingerprints) ->
        things
            .stored(company, fingerprints)
            .forEach(fingerprint -> stored.add(new Owned<>(company, fingerprint))));
    return stored;
  }

  private static Collection<String> subjects(List<Owned<Use>> uses, Kind kind) {
    return uses.stream()
        .map(Owned::what)
        .filter(use -> use.kind() == kind)
        .map(Use::subject)
        .collect(Collectors.toSet());
  }

  private static Use plausible(Use use, Instant now) {
    Instant letIn = use.lastLetInAt();
    return new Use(
        use.kind(),
        use.subject(),
        use.apiId(),
        plausible(use.day(), now),
        use.letIn(),
        use.refused(),
        plausible(use.lastAt(), now),
        letIn == null ? null : plausible(letIn, now));
  }

  private static Instant plausible(Instant claimed, Instant now) {
    boolean late = claimed.isBefore(now.minus(DayPartitions.LATEST));
    return late || claimed.isAfter(now.plus(CLOCKS_DIFFER)) ? now : claimed;
  }

  private static LocalDate plausible(LocalDate claimed, Instant now) {
    LocalDate first = DayPartitions.dayOf(now.minus(DayPartitions.LATEST));
    LocalDate last = DayPartitions.dayOf(now.plus(CLOCKS_DIFFER));
    return claimed.isBefore(first) || claimed.isAfter(last) ? DayPartitions.dayOf(now) : claimed;
  }
}
