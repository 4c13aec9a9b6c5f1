package dev.countersign.policy.snapshot;

import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.AllowListEntry;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Credential.AcceptedToken;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.configuration.EntityKey;
import dev.countersign.policy.configuration.EntityKey.AllowListKey;
import dev.countersign.policy.configuration.EntityKey.CertificateKey;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.configuration.TokenHash;
import dev.countersign.policy.index.PersistentIndex;
import dev.countersign.policy.routing.RouteTable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step from a snapshot to the next. Entities may refer to what has not arrived yet, so whatever
 * depends on two of them (which entries are CAs) is settled at the end.
 */
final class SnapshotEdit {
  private PersistentIndex<String, ApiConfiguration> apis;
  private PersistentIndex<String, AllowList> allowLists;
  private PersistentIndex<String, CompanyStore> stores;
  private PersistentIndex<String, Credential> credentials;
  private PersistentIndex<TokenHash, Token> tokens;
  private RouteTable routes;
  private int certificateCount;
  private int entryCount;

  private final Set<String> newApis = new HashSet<>();
  private final Set<AllowListKey> newEntries = new HashSet<>();
  private final Map<String, Set<Fingerprint>> touchedAuthorities = new HashMap<>();
  private final Map<String, String> formerCompanies = new HashMap<>();

  SnapshotEdit(Snapshot before) {
    apis = before.apis;
    allowLists = before.allowLists;
    stores = before.stores;
    credentials = before.credentials;
    tokens = before.tokens;
    routes = before.routes();
    certificateCount = before.counts().certificates();
    entryCount = before.counts().allowListEntries();
  }

  /** Applies the last change to each entity; what goes leaves before anything comes. */
  SnapshotEdit apply(List<Change> changes) {
    Map<EntityKey, @Nullable Entity> last = new LinkedHashMap<>();
    for (Change change : changes) {
      switch (change) {
        case Change.Put put -> last.put(put.entity().key(), put.entity());
        case Change.Remove remove -> last.put(remove.key(), null);
      }
    }
    last.forEach((key, entity) -> {
      if (entity == null) {
        remove(key);
      } else {
        letGo(entity);
      }
    });
    last.values().stream()
        .filter(Objects::nonNull)
        .sorted(Comparator.comparingInt(SnapshotEdit::rank))
        .forEach(this::put);
    return this;
  }

  /** A route or a token may pass from one entity to another, so its former holder lets go first. */
  private void letGo(Entity entity) {
    switch (entity) {
      case ApiConfiguration api -> takeOut(api.id());
      case Credential credential -> removeCredential(credential.id());
      case StoredCertificate stored -> {}
      case AllowListEntry entry -> {}
    }
  }

  private static int rank(Entity entity) {
    return switch (entity) {
      case StoredCertificate stored -> 0;
      case ApiConfiguration api -> 1;
      case AllowListEntry entry -> 2;
      case Credential credential -> 3;
    };
  }

  void put(Entity entity) {
    switch (entity) {
      case StoredCertificate stored -> putCertificate(stored);
      case ApiConfiguration api -> putApi(api);
      case AllowListEntry entry -> putEntry(entry);
      case Credential credential -> putCredential(credential);
    }
  }

  private void remove(EntityKey key) {
    switch (key) {
      case CertificateKey(String companyId, Fingerprint fingerprint) ->
          removeCertificate(companyId, fingerprint);
      case EntityKey.ApiKey(String id) -> removeApi(id);
      case AllowListKey(String apiId, Fingerprint certificate) -> removeEntry(apiId, certificate);
      case EntityKey.CredentialKey(String id) -> removeCredential(id);
    }
  }

  Snapshot result(String feedId, long revision) {
    settleAuthorities();
    return new Snapshot(
        feedId,
        revision,
        apis,
        allowLists,
        stores,
        credentials,
        tokens,
        routes,
        new Snapshot.Counts(apis.size(), certificateCount, entryCount, credentials.size()));
  }

  private void putCertificate(StoredCertificate stored) {
    CompanyStore store = store(stored.companyId());
    StoredCertificate former = store.certificate(stored.fingerprint());
    certificateCount += former == null ? 1 : 0;
    keep(store.with(stored));
    touch(stored, former);
  }

  private void removeCertificate(String companyId, Fingerprint fingerprint) {
    CompanyStore store = store(companyId);
    StoredCertificate former = store.certificate(fingerprint);
    if (former != null) {
      certificateCount--;
      keep(store.without(fingerprint));
      touch(former, former);
    }
  }

  private void touch(StoredCertificate stored, @Nullable StoredCertificate former) {
    if (stored.isCa() || (former != null && former.isCa())) {
      touchedAuthorities
          .computeIfAbsent(stored.companyId(), company -> new HashSet<>())
          .add(stored.fingerprint());
    }
  }

  private void putApi(ApiConfiguration api) {
    takeOut(api.id());
    apis = apis.with(api);
    routes = routes.with(api);
    keep(store(api.companyId()).with(api));
    if (!api.companyId().equals(formerCompanies.get(api.id()))) {
      newApis.add(api.id());
    }
  }

  /** An API takes its allow list along. */
  private void removeApi(String id) {
    takeOut(id);
    entryCount -= allowList(id).size();
    allowLists = allowLists.without(id);
  }

  private void takeOut(String id) {
    ApiConfiguration former = apis.find(id);
    if (former != null) {
      apis = apis.without(id);
      routes = routes.without(former);
      keep(store(former.companyId()).without(former));
      formerCompanies.put(id, former.companyId());
    }
  }

  private void putEntry(AllowListEntry entry) {
    AllowList list = allowList(entry.apiId());
    if (!list.hasEntry(entry.certificate())) {
      entryCount++;
      allowLists = allowLists.with(list.with(sharedWithStore(entry)));
      if (apis.contains(entry.apiId()) && !newApis.contains(entry.apiId())) {
        newEntries.add(new AllowListKey(entry.apiId(), entry.certificate()));
      }
    }
  }

  private void removeEntry(String apiId, Fingerprint certificate) {
    AllowList list = allowList(apiId);
    if (list.hasEntry(certificate)) {
      entryCount--;
      AllowList left = list.without(certificate);
      allowLists = left.isEmpty() ? allowLists.without(apiId) : allowLists.with(left);
    }
  }

  /** The store's own fingerprint where it is there already, so that it is held once. */
  private Fingerprint sharedWithStore(AllowListEntry entry) {
    ApiConfiguration api = apis.find(entry.apiId());
    return api == null
        ? entry.certificate()
        : sharedWithStore(api.companyId(), entry.certificate());
  }

  Fingerprint sharedWithStore(String companyId, Fingerprint fingerprint) {
    StoredCertificate stored = store(companyId).certificate(fingerprint);
    return stored == null ? fingerprint : stored.fingerprint();
  }

  private void putCredential(Credential credential) {
    removeCredential(credential.id());
    credentials = credentials.with(credential);
    for (AcceptedToken accepted : credential.tokens()) {
      tokens = tokens.with(new Token(accepted, credential));
    }
  }

  private void removeCredential(String id) {
    Credential former = credentials.find(id);
    if (former != null) {
      credentials = credentials.without(id);
      for (AcceptedToken accepted : former.tokens()) {
        tokens = tokens.without(accepted.hash());
      }
    }
  }

  private void settleAuthorities() {
    touchedAuthorities.forEach((companyId, authorities) ->
        store(companyId)
            .apis()
            .forEachRemaining(api -> {
              if (!newApis.contains(api.id())) {
                authorities.forEach(authority -> settle(api, authority));
              }
            }));
    newEntries.forEach(key -> {
      ApiConfiguration api = apis.find(key.apiId());
      if (api != null) {
        settle(api, key.certificate());
      }
    });
    newApis.forEach(this::settleAll);
  }

  private void settleAll(String apiId) {
    ApiConfiguration api = apis.find(apiId);
    AllowList list = allowLists.find(apiId);
    if (api == null || list == null) {
      return;
    }
    allowLists = allowLists.with(list.withoutAuthorities());
    CompanyStore store = store(api.companyId());
    if (list.size() < store.authorityCount()) {
      list.iterator().forEachRemaining(entry -> settle(api, entry));
    } else {
      store.eachAuthority(authority -> settle(api, authority.fingerprint()));
    }
  }

  private void settle(ApiConfiguration api, Fingerprint certificate) {
    AllowList list = allowLists.find(api.id());
    if (list != null && list.hasEntry(certificate)) {
      allowLists =
          allowLists.with(
              list.judged(certificate, store(api.companyId()).certificate(certificate)));
    }
  }

  private CompanyStore store(String companyId) {
    CompanyStore store = stores.find(companyId);
    return store == null ? CompanyStore.empty(companyId) : store;
  }

  private void keep(CompanyStore store) {
    stores = store.isEmpty() ? stores.without(store.companyId()) : stores.with(store);
  }

  private AllowList allowList(String apiId) {
    AllowList list = allowLists.find(apiId);
    return list == null ? AllowList.empty(apiId) : list;
  }
}
