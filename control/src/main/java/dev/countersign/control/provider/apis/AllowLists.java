package dev.countersign.control.provider.apis;

import dev.countersign.control.accounts.Caller;
import dev.countersign.control.audit.AuditEvent;
import dev.countersign.control.audit.AuditTrail;
import dev.countersign.control.feed.FeedPublisher;
import dev.countersign.control.provider.certificates.CertificateDirectory;
import dev.countersign.control.provider.certificates.CertificateUser;
import dev.countersign.control.provider.certificates.Certificates;
import dev.countersign.control.web.ProblemException;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.AllowListEntry;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.EntityKey;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** G1: who is on the allow list of an API. */
@Component
@Order(1)
class AllowLists implements CertificateUser {

  private final ApiRepository apis;
  private final AllowListRepository entries;
  private final Certificates certificates;
  private final CertificateDirectory directory;
  private final FeedPublisher feed;
  private final AuditTrail audit;
  private final InstantSource clock;

  AllowLists(
      ApiRepository apis,
      AllowListRepository entries,
      Certificates certificates,
      CertificateDirectory directory,
      FeedPublisher feed,
      AuditTrail audit,
      InstantSource clock) {
    this.apis = apis;
    this.entries = entries;
    this.certificates = certificates;
    this.directory = directory;
    this.feed = feed;
    this.audit = audit;
    this.clock = clock;
  }

  /** Adds an origin's need for an entry. */
  @Transactional
  void add(Caller caller, String apiId, String certificateId, Origin origin) {
    boolean stored = !certificates.holdFast(caller.companyId(), List.of(certificateId)).isEmpty();
    ApiRow api = lock(caller, apiId);
    if (!stored) {
      throw Certificates.unknown(certificateId);
    }
    boolean listed = listed(api).contains(certificateId);
    entries.add(api, List.of(certificateId), origin, clock.instant());
    if (!listed) {
      apis.newVersion(api.companyId(), apiId);
      added(caller, api, List.of(certificateId));
    }
  }

  /**
   * Lists a certificate on all of these by hand, or on none; where it is listed, nothing changes.
   */
  @Transactional
  void add(Caller caller, Collection<String> apiIds, String certificateId) {
    new TreeSet<>(apiIds).forEach(apiId -> add(caller, apiId, certificateId, Origin.HAND));
  }

  /**
   * Takes a certificate off the list, whoever needed it there: the API's owner decides who is let
   * in.
   */
  @Transactional
  void remove(Caller caller, String apiId, String certificateId) {
    ApiRow api = lock(caller, apiId);
    if (!listed(api).contains(certificateId)) {
      throw Certificates.unknown(certificateId);
    }
    removeAll(caller, api, List.of(certificateId));
    apis.newVersion(api.companyId(), apiId);
  }

  /** S5. An API that is deleted meanwhile has no list any more. */
  @Override
  public void release(Caller caller, String certificateId) {
    for (String apiId : entries.apisListing(caller.companyId(), certificateId)) {
      apis.lock(caller.companyId(), apiId).ifPresent(api -> release(caller, api, certificateId));
    }
  }

  private void release(Caller caller, ApiRow api, String certificateId) {
    removeAll(caller, api, List.of(certificateId));
    apis.newVersion(api.companyId(), api.id());
  }

  /** Makes the list these, keeping the origins of what stays. The caller holds the locks. */
  void replace(Caller caller, ApiRow api, Set<String> wanted) {
    Set<String> listed = listed(api);
    change(caller, api, without(wanted, listed), without(listed, wanted));
  }

  /** Adds what is not there and removes what is. The caller holds the locks. */
  void change(Caller caller, ApiRow api, AllowListChange change) {
    if (!change.isNone()) {
      Set<String> listed = listed(api);
      Set<String> removed = new TreeSet<>(change.removed());
      removed.retainAll(listed);
      change(caller, api, without(change.added(), listed), removed);
    }
  }

  private void change(Caller caller, ApiRow api, Set<String> added, Set<String> removed) {
    if (!removed.isEmpty()) {
      removeAll(caller, api, removed);
    }
    if (!added.isEmpty()) {
      entries.add(api, added, Origin.HAND, clock.instant());
      added(caller, api, added);
    }
  }

  /** Before an API is deleted. */
  void clear(Caller caller, ApiRow api) {
    Set<String> listed = listed(api);
    if (!listed.isEmpty()) {
      removeAll(caller, api, listed);
    }
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private void added(Caller caller, ApiRow api, Collection<String> certificateIds) {
    feed.publish(puts(api, certificateIds));
    audit.record(
        caller.actor(),
        AuditEvent.created(
            AuditedEntries.KIND, api.id(), api.settings().name(), audited(api, certificateIds)));
  }

  private void removeAll(Caller caller, ApiRow api, Collection<String> certificateIds) {
    entries.remove(api, certificateIds);
    audit.record(
        caller.actor(),
        AuditEvent.deleted(
            AuditedEntries.KIND, api.id(), api.settings().name(), audited(api, certificateIds)));
    feed.publish(
        changes(certificateIds, id -> new Change.Remove(new EntityKey.AllowListKey(api.id(), id))));
  }

  private AuditedEntries audited(ApiRow api, Collection<String> certificateIds) {
    Map<String, String> names = directory.names(api.companyId(), certificateIds);
    return new AuditedEntries(
        api.settings().name(),
        certificateIds.stream()
            .map(id -> new AuditedEntries.Entry(id, names.getOrDefault(id, id)))
            .toList());
  }

  private static List<Change> puts(ApiRow api, Collection<String> certificateIds) {
    return changes(certificateIds, id -> new Change.Put(new AllowListEntry(api.id(), id)));
  }

  private static List<Change> changes(
      Collection<String> certificateIds, Function<Fingerprint, Change> change) {
    Stream<Change> changes = certificateIds.stream().map(Fingerprint::parse).map(change);
    return changes.toList();
  }

  private Set<String> listed(ApiRow api) {
    return new TreeSet<>(
        entries.of(api.companyId(), List.of(api.id())).getOrDefault(api.id(), List.of()));
  }

  private ApiRow lock(Caller caller, String apiId) {
    return apis.lock(caller.companyId(), apiId)
        .orElseThrow(() -> ProblemException.notFound("API", apiId));
  }
}
