package dev.countersign.control.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.policy.configuration.ChangeSet;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.feed.ConfigurationFeed;
import dev.countersign.policy.feed.FeedAnswer;
import dev.countersign.policy.snapshot.Snapshot;
import dev.countersign.testkit.certificate.TestCertificate;
import dev.countersign.testkit.postgres.TestPostgres;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever a gateway must know is in the feed with the transaction. */
class PublishedTest {

  private static RunningControl control;
  private static ApiClient caller;

  @BeforeAll
  static void start() {
    control =
        RunningControl.start(
            TestPostgres.shared().database(), RunningControl.temporary(), InstantSource.system());
    caller = control.company();
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  @Test
  @DisplayName(
      "G8 a snapshot kept up by changes is the snapshot that is read afresh, after every write")
  void changesEqualSnapshot() throws Exception {
    ConfigurationFeed feed = control.plane().feed();
    Snapshot kept = feed.snapshot();
    TestCertificate ca = TestCertificate.ca("Root");
    caller.upload(ca).expect(201);
    kept = follow(feed, kept);
    String certificate = caller.newCertificate("client");
    String bound = caller.newCertificate("bound");
    kept = follow(feed, kept);
    String api = caller.newApi("/" + UUID.randomUUID());
    String other = caller.newApi("/" + UUID.randomUUID());
    kept = follow(feed, kept);
    for (String id : new String[] {certificate, ca.fingerprint(), bound}) {
      caller.put("/apis/" + api + "/allow-list/" + id, "").expect(204);
      kept = follow(feed, kept);
    }
    caller.delete("/apis/" + api + "/allow-list/" + certificate).expect(204);
    kept = follow(feed, kept);
    caller
        .put(
            "/apis/" + api,
            ApiClient.api(
                "/" + UUID.randomUUID(),
                "\"mutualTls\": {\"mode\": \"enforce\", \"allowList\": [\"%s\", \"%s\"]}"
                    .formatted(certificate, bound)))
        .expect(200);
    kept = follow(feed, kept);
    String credential = caller.newCredential(api);
    kept = follow(feed, kept);
    caller
        .patch(
            "/credentials/" + credential,
            """
            {"status": "suspended", "boundCertificates": ["%s"],
             "rateLimit": {"requests": 5, "per": "1m"}, "expiresAt": "2090-01-01T00:00:00.123456Z"}
            """
                .formatted(bound))
        .expect(200);
    kept = follow(feed, kept);
    caller.post("/credentials/" + credential + "/rotate", "{\"overlap\": \"1h\"}").expect(200);
    kept = follow(feed, kept);
    caller.put("/certificates/" + certificate + "/revocation", "").expect(204);
    kept = follow(feed, kept);
    caller.delete("/certificates/" + certificate + "/revocation").expect(204);
    kept = follow(feed, kept);
    caller.delete("/certificates/" + bound + "?force=true").expect(204);
    kept = follow(feed, kept);
    caller.delete("/apis/" + other).expect(204);
    kept = follow(feed, kept);
    caller.delete("/credentials/" + credential).expect(204);
    kept = follow(feed, kept);
    caller.delete("/apis/" + api).expect(204);
    follow(feed, kept);
  }

  private static Snapshot follow(ConfigurationFeed feed, Snapshot kept) throws Exception {
    FeedAnswer answer = feed.changesAfter(kept.feedId(), kept.revision(), Duration.ofSeconds(5));
    Snapshot next = kept;
    for (ChangeSet changes : ((FeedAnswer.Changes) answer).changeSets()) {
      next = next.apply(changes);
    }
    assertThat(next.revision()).isGreaterThan(kept.revision());
    Snapshot fresh = feed.snapshot();
    while (next.revision() < fresh.revision()) {
      answer = feed.changesAfter(next.feedId(), next.revision(), Duration.ofSeconds(5));
      for (ChangeSet changes : ((FeedAnswer.Changes) answer).changeSets()) {
        next = next.apply(changes);
      }
    }
    assertThat(next.revision()).isEqualTo(fresh.revision());
    assertThat(byKey(next)).isEqualTo(byKey(fresh));
    return next;
  }

  private static Object byKey(Snapshot snapshot) {
    return snapshot.entities().collect(Collectors.toMap(Entity::key, entity -> entity));
  }

  @Test
  @DisplayName("What is refused publishes nothing, and neither does what changes nothing")
  void nothing() throws Exception {
    String api = caller.newApi("/" + UUID.randomUUID());
    String certificate = caller.newCertificate("client");
    caller.put("/apis/" + api + "/allow-list/" + certificate, "").expect(204);
    long before = control.plane().feed().snapshot().revision();
    caller.upload("nonsense").expect(422);
    caller.put("/apis/" + api + "/allow-list/" + certificate, "").expect(204);
    caller.delete("/certificates/" + certificate + "/revocation").expect(204);
    caller.delete("/certificates/" + certificate).expect(409);
    caller.post("/credentials", "{}").expect(422);
    assertThat(control.plane().feed().snapshot().revision()).isEqualTo(before);
  }
}
