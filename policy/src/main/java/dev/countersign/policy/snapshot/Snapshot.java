package dev.countersign.policy.snapshot;

import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.ChangeSet;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.configuration.TokenHash;
import dev.countersign.policy.index.PersistentIndex;
import dev.countersign.policy.routing.RouteTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration at one revision of one feed. Immutable: any thread may decide with it
 * while another makes the next, which shares with it whatever did not change.
 */
public final class Snapshot {
  private static final Snapshot EMPTY =
      new Snapshot(
          "",
          0,
          PersistentIndex.of(SnapshotKeys.APIS),
          PersistentIndex.of(SnapshotKeys.ALLOW_LISTS),
          PersistentIndex.of(SnapshotKeys.STORES),
          PersistentIndex.of(SnapshotKeys.CREDENTIALS),
          PersistentIndex.of(SnapshotKeys.TOKENS),
          RouteTable.empty(),
          new Counts(0, 0, 0, 0));

  private final String feedId;
  private final long revision;
  private final RouteTable routes;
  private final Counts counts;
  private final Object identity = new Object();
  final PersistentIndex<String, ApiConfiguration> apis;
  final PersistentIndex<String, AllowList> allowLists;
  final PersistentIndex<String, CompanyStore> stores;
  final PersistentIndex<String, Credential> credentials;
  final PersistentIndex<TokenHash, Token> tokens;

  Snapshot(
      String feedId,
      long revision,
      PersistentIndex<String, ApiConfiguration> apis,
      PersistentIndex<String, AllowList> allowLists,
      PersistentIndex<String, CompanyStore> stores,
      PersistentIndex<String, Credential> credentials,
      PersistentIndex<TokenHash, Token> tokens,
      RouteTable routes,
      Counts counts) {
    this.feedId = feedId;
    this.revision = revision;
    this.apis = apis;
    this.allowLists = allowLists;
    this.stores = stores;
    this.credentials = credentials;
    this.tokens = tokens;
    this.routes = routes;
    this.counts = counts;
  }

  /** Nothing, at revision 0 of no feed. */
  public static Snapshot empty() {
    return EMPTY;
  }

  /** Gathers the entities of a whole configuration, in any order, each once. */
  public static SnapshotBuilder builder(String feedId, long revision) {
    return new SnapshotBuilder(feedId, revision);
  }

  /**
   * The snapshot after this change set. The order of its changes counts only where they concern the
   * same entity. The cost is that of the changes, not of the snapshot.
   *
   * @throws RevisionGapException when its revision is not the next one
   */
  public Snapshot apply(ChangeSet changes) throws RevisionGapException {
    if (changes.revision() != revision + 1) {
      throw new RevisionGapException(revision, changes.revision());
    }
    return new SnapshotEdit(this).apply(changes.changes()).result(feedId, changes.revision());
  }

  /** Which feed this is of; revisions of different feeds have nothing to do with each other. */
  public String feedId() {
    return feedId;
  }

  /** The last change set that is in force here. */
  public long revision() {
    return revision;
  }

  /** How many entities of each kind there are. */
  public Counts counts() {
    return counts;
  }

  /**
   * Stands for this very snapshot: a key for caches that must not keep the snapshot itself alive.
   */
  public Object identity() {
    return identity;
  }

  /** Which API a request is for. */
  public RouteTable routes() {
    return routes;
  }

  /** See {@link RouteTable#asksForCertificate}. */
  public boolean asksForCertificate(@Nullable String serverName) {
    return routes.asksForCertificate(serverName);
  }

  /** The API with this id, or null. */
  public @Nullable ApiConfiguration api(String id) {
    return apis.find(id);
  }

  /** The credential with this id, or null. */
  public @Nullable Credential credential(String id) {
    return credentials.find(id);
  }

  /** What is known of the token with this hash, or null. Nothing of it has been judged. */
  public @Nullable Token token(TokenHash hash) {
    return tokens.find(hash);
  }

  /** The company's store; an empty one for a company that has nothing. */
  public CompanyStore store(String companyId) {
    CompanyStore store = stores.find(companyId);
    return store == null ? CompanyStore.empty(companyId) : store;
  }

  /** The API's allow list; an empty one for an API that has none. */
  public AllowList allowList(String apiId) {
    AllowList list = allowLists.find(apiId);
    return list == null ? AllowList.empty(apiId) : list;
  }

  /**
   * The certificate where it is on the API's allow list and in its company's store (G1), else null.
   */
  public @Nullable StoredCertificate listed(ApiConfiguration api, Fingerprint certificate) {
    AllowList list = allowLists.find(api.id());
    if (list == null || !list.hasEntry(certificate)) {
      return null;
    }
    CompanyStore store = stores.find(api.companyId());
    return store == null ? null : store.certificate(certificate);
  }

  /** Some of what is listed for the API, for people to read; CAs first. */
  public List<StoredCertificate> someListed(ApiConfiguration api, int limit) {
    CompanyStore store = store(api.companyId());
    List<StoredCertificate> listed = new ArrayList<>();
    for (Fingerprint entry : allowList(api.id()).some(limit)) {
      StoredCertificate stored = store.certificate(entry);
      if (stored != null) {
        listed.add(stored);
      }
    }
    return listed;
  }

  /** Another API of the same company that lists this certificate, or null. */
  public @Nullable ApiConfiguration listedElsewhere(ApiConfiguration api, Fingerprint certificate) {
    for (Iterator<ApiConfiguration> each = store(api.companyId()).apis(); each.hasNext(); ) {
      ApiConfiguration other = each.next();
      if (!other.id().equals(api.id()) && listed(other, certificate) != null) {
        return other;
      }
    }
    return null;
  }

  /**
   * Every entity: certificates, then APIs, allow-list entries and credentials; drawn one by one, so
   * that a configuration of any size can be written out.
   */
  public Stream<Entity> entities() {
    return EntityStream.of(this);
  }

  @Override
  public String toString() {
    return "Snapshot[" + feedId + " at " + revision + ", " + counts + "]";
  }

  /** How many entities of each kind there are. */
  public record Counts(int apis, int certificates, int allowListEntries, int credentials) {}
}
