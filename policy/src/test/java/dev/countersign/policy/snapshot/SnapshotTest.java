package dev.countersign.policy.snapshot;

import static dev.countersign.policy.fixture.Sample.api;
import static dev.countersign.policy.fixture.Sample.credential;
import static dev.countersign.policy.fixture.Sample.entry;
import static dev.countersign.policy.fixture.Sample.fingerprint;
import static dev.countersign.policy.fixture.Sample.mutualTls;
import static dev.countersign.policy.fixture.Sample.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.ChangeSet;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Credential.AcceptedToken;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.configuration.EntityKey;
import dev.countersign.policy.configuration.TokenHash;
import dev.countersign.policy.fixture.Sample;
import dev.countersign.policy.routing.MalformedTargetException;
import dev.countersign.policy.routing.RequestTarget;
import dev.countersign.testkit.certificate.TestCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final long SEED = 20260303;
  private static final TestCertificate ROOT = TestCertificate.ca("Root");
  private static final TestCertificate LEAF = ROOT.issueClient("leaf");
  private static final ApiConfiguration ORDERS = mutualTls(api("orders", "/orders", "a.test"));

  private static Snapshot snapshot(Entity... entities) {
    SnapshotBuilder builder = Snapshot.builder("feed", 7);
    Arrays.stream(entities).forEach(builder::put);
    return builder.build();
  }

  private static Snapshot applied(Snapshot snapshot, Change... changes)
      throws RevisionGapException {
    return applied(snapshot, List.of(changes));
  }

  private static Snapshot applied(Snapshot snapshot, List<Change> changes)
      throws RevisionGapException {
    return snapshot.apply(new ChangeSet(snapshot.revision() + 1, Instant.EPOCH, changes));
  }

  private static Change put(Entity entity) {
    return new Change.Put(entity);
  }

  private static Change remove(Entity entity) {
    return new Change.Remove(entity.key());
  }

  @Test
  @DisplayName("A change set that is not the next one is refused, and the snapshot stays")
  void gap() throws RevisionGapException {
    Snapshot snapshot = snapshot(ORDERS);
    for (long revision : new long[] {6, 7, 9}) {
      assertThatThrownBy(
              () -> snapshot.apply(new ChangeSet(revision, Instant.EPOCH, List.of(remove(ORDERS)))))
          .isInstanceOf(RevisionGapException.class)
          .hasMessageContaining("Revision " + revision);
    }
    assertThat(snapshot.api("orders")).isEqualTo(ORDERS);
    Snapshot next = applied(snapshot, remove(ORDERS));
    assertThat(next.revision()).isEqualTo(8);
    assertThat(next.feedId()).isEqualTo("feed");
    assertThat(next.api("orders")).isNull();
    assertThat(snapshot.api("orders")).as("immutable").isEqualTo(ORDERS);
  }

  @Test
  @DisplayName("The order of arrival inside a change set does not matter")
  void order() throws RevisionGapException {
    Credential caller = credential("token", "orders");
    List<Change> changes =
        new ArrayList<>(
            List.of(
                put(ORDERS),
                put(stored(ROOT)),
                put(stored(LEAF)),
                put(entry("orders", ROOT)),
                put(entry("orders", LEAF)),
                put(caller)));
    Random random = new Random(SEED);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(changes, random);
      Snapshot snapshot = applied(snapshot(), changes);
      assertThat(snapshot.listed(ORDERS, fingerprint(LEAF))).isEqualTo(stored(LEAF));
      assertThat(snapshot.allowList("orders").isAuthority(fingerprint(ROOT))).isTrue();
      assertThat(snapshot.allowList("orders").isAuthority(fingerprint(LEAF))).isFalse();
      assertThat(snapshot.token(TokenHash.of("token")).credential()).isEqualTo(caller);
    }
  }

  @Test
  @DisplayName("G1 entry, certificate and API may come one by one, in any order")
  void oneByOne() throws RevisionGapException {
    List<Change> changes =
        new ArrayList<>(List.of(put(ORDERS), put(stored(ROOT)), put(entry("orders", ROOT))));
    Random random = new Random(SEED);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(changes, random);
      Snapshot snapshot = snapshot();
      for (Change change : changes) {
        assertThat(snapshot.allowList("orders").isAuthority(fingerprint(ROOT))).isFalse();
        snapshot = applied(snapshot, change);
      }
      assertThat(snapshot.allowList("orders").isAuthority(fingerprint(ROOT))).isTrue();
    }
  }

  @Test
  @DisplayName("Within one change set, routes and tokens pass from one entity to another")
  void handedOver() throws RevisionGapException, MalformedTargetException {
    Credential first = credential("token", "orders");
    Credential second =
        new Credential(
            "second",
            Sample.COMPANY,
            "second",
            List.of(new AcceptedToken(TokenHash.of("token"), null)),
            Set.of("orders"),
            Set.of(),
            Credential.Status.ACTIVE,
            null,
            null,
            null);
    ApiConfiguration successor = api("successor", "/orders", "a.test");
    Snapshot before = snapshot(ORDERS, first);
    for (boolean removeFirst : new boolean[] {true, false}) {
      List<Change> changes =
          new ArrayList<>(List.of(remove(first), remove(ORDERS), put(second), put(successor)));
      if (!removeFirst) {
        Collections.reverse(changes);
      }
      Snapshot after = applied(before, changes);
      assertThat(after.token(TokenHash.of("token")).credential()).isEqualTo(second);
      assertThat(after.routes().match("a.test", RequestTarget.parse("/orders")))
          .isEqualTo(successor);
    }
  }

  @Test
  @DisplayName("Of several changes to one entity in a change set the last one counts")
  void lastOne() throws RevisionGapException {
    assertThat(applied(snapshot(), put(ORDERS), remove(ORDERS)).api("orders")).isNull();
    assertThat(applied(snapshot(ORDERS), remove(ORDERS), put(ORDERS)).api("orders"))
        .isEqualTo(ORDERS);
  }

  @Test
  @DisplayName(
      "An API that is removed takes its allow list along; removing what is not there is nothing")
  void removedApi() throws RevisionGapException {
    Snapshot snapshot =
        applied(
            snapshot(ORDERS, stored(ROOT), entry("orders", ROOT)),
            remove(ORDERS),
            remove(credential("nobody")));
    assertThat(snapshot.counts()).isEqualTo(new Snapshot.Counts(0, 1, 0, 0));
    assertThat(applied(snapshot, put(ORDERS)).listed(ORDERS, fingerprint(ROOT))).isNull();
  }

  @Test
  @DisplayName("S7 an API lists certificates of its own company's store alone")
  void ownStore() {
    Snapshot snapshot =
        snapshot(
            ORDERS,
            stored("other company", ROOT, false),
            entry("orders", ROOT),
            stored("other company", LEAF, false),
            entry("orders", LEAF));
    assertThat(snapshot.listed(ORDERS, fingerprint(LEAF))).isNull();
    assertThat(snapshot.allowList("orders").isAuthority(fingerprint(ROOT))).isFalse();
    assertThat(
            snapshot
                .store(Sample.COMPANY)
                .issuers()
                .withSubject(Sample.certificate(ROOT).subjectName()))
        .isEmpty();
  }

  @Test
  @DisplayName("A certificate's issuers are found by name among the company's CAs")
  void issuers() throws RevisionGapException {
    TestCertificate namesake = TestCertificate.ca("Root");
    Snapshot snapshot = snapshot(stored(ROOT), stored(namesake), stored(LEAF));
    var subject = Sample.certificate(LEAF).issuerName();
    assertThat(snapshot.store(Sample.COMPANY).issuers().withSubject(subject))
        .containsExactlyInAnyOrder(Sample.certificate(ROOT), Sample.certificate(namesake));
    Snapshot after = applied(snapshot, remove(stored(ROOT)));
    assertThat(after.store(Sample.COMPANY).issuers().withSubject(subject))
        .containsExactly(Sample.certificate(namesake));
  }

  @Test
  @DisplayName(
      "Any changes lead to the snapshot that a load of the result gives (seed " + SEED + ")")
  void likeALoad() throws RevisionGapException {
    Random random = new Random(SEED);
    List<TestCertificate> certificates =
        List.of(ROOT, LEAF, ROOT.issueCa("Issuing"), TestCertificate.selfSigned("self"));
    Snapshot snapshot = Snapshot.builder("feed", 0).build();
    Map<EntityKey, Entity> model = new HashMap<>();
    for (int step = 0; step < 400; step++) {
      List<Change> changes = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        Entity entity = anyEntity(random, certificates);
        if (random.nextInt(3) > 0) {
          model.put(entity.key(), entity);
          changes.add(put(entity));
        } else {
          forget(model, entity.key());
          changes.add(remove(entity));
          changes.addAll(entriesOf(entity, certificates));
        }
      }
      snapshot = applied(snapshot, changes);
      checkAlike(snapshot, model.values(), certificates);
    }
  }

  private static Entity anyEntity(Random random, List<TestCertificate> certificates) {
    String apiId = "api-" + random.nextInt(3);
    TestCertificate certificate = certificates.get(random.nextInt(certificates.size()));
    String company = random.nextInt(4) == 0 ? "other company" : Sample.COMPANY;
    return switch (random.nextInt(4)) {
      case 0 ->
          Sample.of(company, api(apiId, "/" + apiId + random.nextInt(2)), random.nextBoolean());
      case 1 -> stored(company, certificate, random.nextBoolean());
      case 2 -> entry(apiId, certificate);
      default -> credential("token-" + random.nextInt(5), apiId);
    };
  }

  /** As the control plane does: an API goes with its entries. */
  private static List<Change> entriesOf(Entity entity, List<TestCertificate> certificates) {
    return entity instanceof ApiConfiguration api
        ? certificates.stream().map(each -> remove(entry(api.id(), each))).toList()
        : List.of();
  }

  private static void forget(Map<EntityKey, Entity> model, EntityKey key) {
    model.remove(key);
    if (key instanceof EntityKey.ApiKey(String id)) {
      model
          .keySet()
          .removeIf(
              other -> other instanceof EntityKey.AllowListKey list && list.apiId().equals(id));
    }
  }

  private static void checkAlike(
      Snapshot snapshot, Iterable<Entity> model, List<TestCertificate> certificates) {
    SnapshotBuilder builder = Snapshot.builder("feed", snapshot.revision());
    model.forEach(builder::put);
    Snapshot loaded = builder.build();
    assertThat(snapshot.entities()).containsExactlyInAnyOrderElementsOf(model);
    assertThat(loaded.entities()).containsExactlyInAnyOrderElementsOf(model);
    assertThat(snapshot.counts()).isEqualTo(loaded.counts());
    for (String apiId : List.of("api-0", "api-1", "api-2")) {
      for (TestCertificate each : certificates) {
        assertThat(snapshot.allowList(apiId).isAuthority(fingerprint(each)))
            .isEqualTo(loaded.allowList(apiId).isAuthority(fingerprint(each)));
      }
    }
  }
}
