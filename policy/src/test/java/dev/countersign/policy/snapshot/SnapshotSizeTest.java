package dev.countersign.policy.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.AllowListEntry;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.ChangeSet;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Credential.AcceptedToken;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.configuration.TokenHash;
import dev.countersign.policy.fixture.Sample;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A million of each must fit a gateway's heap, and a change must not cost more for it. */
class SnapshotSizeTest {
  private static final int APIS = 100;

  private static Snapshot of(int count) {
    SnapshotBuilder builder = Snapshot.builder("feed", 0);
    for (int i = 0; i < APIS; i++) {
      builder.put(Sample.mutualTls(Sample.api("api-" + i, "/" + i, "a.test")));
    }
    for (int i = 0; i < count; i++) {
      builder.put(certificate(i));
      builder.put(new AllowListEntry("api-" + i % APIS, fingerprint(i)));
      builder.put(credential(i));
    }
    return builder.build();
  }

  private static Fingerprint fingerprint(int i) {
    return Fingerprint.of(ByteBuffer.allocate(4).putInt(i).array());
  }

  private static StoredCertificate certificate(int i) {
    Fingerprint fingerprint = fingerprint(i);
    return new StoredCertificate(
        new String("company"),
        fingerprint,
        "certificate of consumer " + i,
        Instant.ofEpochSecond(1_700_000_000L + i),
        Instant.ofEpochSecond(1_800_000_000L + i),
        fingerprint.second(),
        fingerprint.third(),
        null,
        false);
  }

  private static Credential credential(int i) {
    return new Credential(
        new UUID(i, i * 7L).toString(),
        new String("company"),
        "credential of consumer " + i,
        List.of(new AcceptedToken(TokenHash.of("token-" + i), null)),
        Set.of("api-" + i % APIS),
        Set.of(fingerprint(i)),
        Credential.Status.ACTIVE,
        null,
        null,
        null);
  }

  private static long usedAfterCollection() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static Snapshot changed(Snapshot snapshot, int i) throws RevisionGapException {
    List<Change> changes =
        List.of(
            new Change.Put(certificate(-i)),
            new Change.Put(new AllowListEntry("api-0", fingerprint(-i))),
            new Change.Put(credential(-i)));
    return snapshot.apply(new ChangeSet(snapshot.revision() + 1, Instant.EPOCH, changes));
  }

  private static void check(int count, long bytesEach, long microsEach)
      throws RevisionGapException {
    long before = usedAfterCollection();
    Snapshot snapshot = of(count);
    long used = usedAfterCollection() - before;
    int changes = 2_000;
    long began = System.nanoTime();
    for (int i = 1; i <= changes; i++) {
      snapshot = changed(snapshot, i);
    }
    long micros = (System.nanoTime() - began) / 1_000 / changes;
    System.out.printf(
        "%,d certificates, entries and credentials: %,d bytes each, %d us per change of three%n",
        count, used / count, micros);
    assertThat(snapshot.counts())
        .isEqualTo(new Snapshot.Counts(APIS, count + changes, count + changes, count + changes));
    assertThat(used / count).isLessThan(bytesEach);
    assertThat(micros).isLessThan(microsEach);
  }

  @Test
  @DisplayName("20,000 certificates, entries and credentials need less than 1,000 bytes each")
  void small() throws RevisionGapException {
    check(20_000, 1_000, 5_000);
  }

  @Test
  @Tag("long")
  @DisplayName("1,000,000 certificates, entries and credentials fit a heap of 1 GiB")
  void large() throws RevisionGapException {
    check(1_000_000, 800, 5_000);
  }
}
