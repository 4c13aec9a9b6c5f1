package dev.countersign.control.provider.apis;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.feed.FeedPublisher;
import dev.countersign.control.provider.certificates.Certificates;
import dev.countersign.control.provider.certificates.Warning;
import dev.countersign.control.web.EntityTag;
import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Ids;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.Entity;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The APIs of all companies, each seen by its own company alone (S7). */
@Component
public class Apis {

  private final ApiRepository apis;
  private final RouteRepository routes;
  private final AllowListRepository entries;
  private final AllowLists allowLists;
  private final Certificates certificates;
  private final FeedPublisher feed;
  private final AuditTrail audit;
  private final InstantSource clock;

  Apis(
      ApiRepository apis,
      RouteRepository routes,
      AllowListRepository entries,
      AllowLists allowLists,
      Certificates certificates,
      FeedPublisher feed,
      AuditTrail audit,
      InstantSource clock) {
    this.apis = apis;
    this.routes = routes;
    this.entries = entries;
    this.allowLists = allowLists;
    this.certificates = certificates;
    this.feed = feed;
    this.audit = audit;
    this.clock = clock;
  }

  @Transactional
  ApiView.Versioned create(Caller caller, ApiDocument document) {
    return create(caller, document, List.of());
  }

  /** The same, with certificates on its allow list besides those that the document names. */
  @Transactional
  ApiView.Versioned create(Caller caller, ApiDocument document, Collection<String> added) {
    String companyId = caller.companyId();
    ApiReader.Read read = ApiReader.read(document);
    Set<String> allowList = new TreeSet<>(added);
    if (read.allowList() != null) {
      allowList.addAll(read.allowList());
    }
    requireStored(companyId, allowList);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ApiRow api = new ApiRow(companyId, Ids.next(), read.settings(), 1, now);
    apis.insert(api);
    claimRoutes(api);
    feed.publish(List.of(new Change.Put(api.toConfiguration())));
    audit.record(
        caller.actor(),
        AuditEvent.created(AuditedApi.KIND, api.id(), api.settings().name(), AuditedApi.of(api)));
    allowLists.replace(caller, api, allowList);
    return view(api);
  }

  ApiView.Versioned get(String companyId, String id) {
    return view(apis.find(companyId, id).orElseThrow(() -> unknown(id)));
  }

  /** The allow list stays as it is where the document does not name one. */
  @Transactional
  ApiView.Versioned replace(
      Caller caller, String id, @Nullable String ifMatch, ApiDocument document) {
    return replace(caller, id, ifMatch, document, AllowListChange.NONE);
  }

  /** The same, with certificates that come onto the allow list and leave it. */
  @Transactional
  ApiView.Versioned replace(
      Caller caller,
      String id,
      @Nullable String ifMatch,
      ApiDocument document,
      AllowListChange change) {
    String companyId = caller.companyId();
    if (apis.find(companyId, id).isEmpty()) {
      throw unknown(id);
    }
    ApiReader.Read read = ApiReader.read(document);
    if (read.allowList() != null) {
      requireStored(companyId, read.allowList());
    }
    requireStored(companyId, change.added());
    ApiRow before = apis.lock(companyId, id).orElseThrow(() -> unknown(id));
    EntityTag.check(ifMatch, before.version());
    ApiRow api = before.with(read.settings());
    apis.update(api);
    routes.release(api);
    claimRoutes(api);
    feed.publish(List.of(new Change.Put(api.toConfiguration())));
    recordChange(caller, before, api);
    if (read.allowList() != null) {
      allowLists.replace(caller, api, read.allowList());
    }
    allowLists.change(caller, api, change);
    return view(api);
  }

  private void recordChange(Caller caller, ApiRow before, ApiRow after) {
    if (!before.settings().equals(after.settings())) {
      audit.record(
          caller.actor(),
          AuditEvent.changed(
              AuditedApi.KIND,
              after.id(),
              after.settings().name(),
              AuditedApi.of(before),
              AuditedApi.of(after)));
    }
  }

  @Transactional
  void delete(Caller caller, String id, @Nullable String ifMatch) {
    ApiRow api = apis.lock(caller.companyId(), id).orElseThrow(() -> unknown(id));
    EntityTag.check(ifMatch, api.version());
    allowLists.clear(caller, api);
    apis.delete(api);
    audit.record(
        caller.actor(),
        AuditEvent.deleted(AuditedApi.KIND, id, api.settings().name(), AuditedApi.of(api)));
    feed.publish(List.of(new Change.Remove(api.toConfiguration().key())));
  }

  /** G1: what is listed must be in the store. */
  private void requireStored(String companyId, Set<String> allowList) {
    Set<String> stored =
        certificates.holdFast(
            companyId, allowList.stream().filter(Fingerprint::isWritten).toList());
    FieldErrors errors = new FieldErrors();
    for (String id : allowList) {
      if (!stored.contains(id)) {
        errors.add(
            "mutualTls.allowList",
            "certificate_unknown",
            "The store has no certificate with the id %s. Upload it first.".formatted(id));
      }
    }
    errors.refuse();
  }

  /** G14: whose a taken route is, is said of the company's own APIs alone. */
  private void claimRoutes(ApiRow api) {
    if (routes.overlapsWithAnotherCompany(api)) {
      throw new ProblemException(
          ProblemType.ROUTE_TAKEN,
          "Host and listen path overlap with another API. Take another host or listen path.");
    }
    routes
        .claim(api)
        .ifPresent(taken -> {
          String whose =
              taken.companyId().equals(api.companyId())
                  ? "your API %s".formatted(taken.apiId())
                  : "another API";
          throw new ProblemException(
              ProblemType.ROUTE_TAKEN,
              "%s belongs to %s. Take another host or listen path.".formatted(taken.text(), whose));
        });
  }

  private ApiView.Versioned view(ApiRow api) {
    List<String> id = List.of(api.id());
    List<String> allowList = entries.of(api.companyId(), id).getOrDefault(api.id(), List.of());
    List<Warning> weak = entries.warnings(api.companyId(), id).getOrDefault(api.id(), List.of());
    return new ApiView.Versioned(view(api, allowList, weak), api.version());
  }

  private static ApiView view(ApiRow api, List<String> allowList, List<Warning> weak) {
    return ApiView.of(api, allowList, ApiWarnings.of(api.settings(), allowList.size(), weak));
  }

  /** Those of these that are the company's; they stay until the transaction ends. */
  public Set<String> holdFast(String companyId, Collection<String> ids) {
    return ids.isEmpty() ? Set.of() : apis.lockAgainstDeletion(companyId, ids);
  }

  /** Every company's APIs and allow lists, as gateways are told of them. */
  public void configuration(int fetchSize, Consumer<? super Entity> sink) {
    apis.all(fetchSize, api -> sink.accept(api.toConfiguration()));
    entries.all(fetchSize, entry -> sink.accept(entry.toConfiguration()));
  }

  /** The ids of some certificates that the company's API lists; 404 where it has no such API. */
  public List<String> someListed(String companyId, String id, int most) {
    return entries.some(apis.find(companyId, id).orElseThrow(() -> unknown(id)), most);
  }

  /** The API, and those that list one of these certificates, with the entries that do. */
  public List<Entity> listing(String companyId, String id, Collection<String> certificateIds) {
    List<AllowListRepository.Entry> naming = entries.naming(companyId, certificateIds);
    Set<String> ids = new TreeSet<>(Set.of(id));
    naming.forEach(entry -> ids.add(entry.apiId()));
    List<Entity> entities = new ArrayList<>();
    apis.find(companyId, ids).forEach(api -> entities.add(api.toConfiguration()));
    naming.forEach(entry -> entities.add(entry.toConfiguration()));
    return entities;
  }

  private static ProblemException unknown(String id) {
    return ProblemException.notFound("API", id);
  }
}
