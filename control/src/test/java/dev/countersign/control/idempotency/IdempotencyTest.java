package dev.countersign.control.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.certificate.TestCertificate;
import dev.countersign.testkit.postgres.TestPostgres;
import dev.countersign.testkit.time.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

  private static final String APP = "{\"name\": \"App\"}";

  private ApiClient caller;
  private String key;

  @BeforeEach
  void company() {
    caller = RunningControl.shared().company();
    key = UUID.randomUUID().toString();
  }

  @Test
  @DisplayName(
      "A create that is repeated with its Idempotency-Key answers the same, token included")
  void repeat() {
    Answer first = create(APP).expect(201);
    Answer again = create(APP).expect(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(caller.get("/credentials").ids()).hasSize(1);
  }

  private Answer create(String body) {
    return caller.post("/credentials", body, "Idempotency-Key", key);
  }

  @Test
  @DisplayName("The same Idempotency-Key with another body is 422, and creates nothing")
  void otherBody() {
    create(APP).expect(201);
    create("{\"name\": \"Other\"}").expectProblem(422, "idempotency_key_reused");
    caller
        .post("/api-keys", "{\"name\": \"App\", \"scopes\": []}", "Idempotency-Key", key)
        .expectProblem(422, "idempotency_key_reused");
    assertThat(caller.get("/credentials").ids()).hasSize(1);
  }

  @Test
  @DisplayName("What was refused is not kept: the repeat is judged anew")
  void refusedIsNotKept() {
    create("{}").expectProblem(422, "invalid_fields");
    create(APP).expect(201);
  }

  @Test
  @DisplayName("S7 another company's same Idempotency-Key is another key")
  void otherCompany() {
    String id = create(APP).expect(201).text("id");
    Answer other =
        RunningControl.shared().company().post("/credentials", APP, "Idempotency-Key", key);
    assertThat(other.expect(201).text("id")).isNotEqualTo(id);
  }

  @Test
  @DisplayName("Every create takes it: certificates, APIs, API keys, and rotation")
  void everyCreate() {
    String api = ApiClient.api("/" + UUID.randomUUID());
    twice("/apis", api);
    String pem = TestCertificate.selfSigned("x").pem().replace("\n", "\\n");
    twice("/certificates", "{\"pem\": \"%s\"}".formatted(pem));
    twice("/api-keys", "{\"name\": \"CI\", \"scopes\": [\"apis:read\"]}");
    twice("/credentials/" + caller.newCredential() + "/rotate", "{}");
  }

  private void twice(String path, String body) {
    key = UUID.randomUUID().toString();
    Answer first = caller.post(path, body, "Idempotency-Key", key);
    Answer again = caller.post(path, body, "Idempotency-Key", key);
    assertThat(first.status()).as(first.body()).isBetween(200, 201);
    assertThat(again.status()).isEqualTo(first.status());
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  @DisplayName("Two at once with one Idempotency-Key create one thing and get one answer")
  void atOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> create = () -> create(APP);
      List<Future<Answer>> answers = threads.invokeAll(List.of(create, create, create, create));
      String body = answers.getFirst().get().expect(201).body();
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().body()).isEqualTo(body);
      }
    }
    assertThat(caller.get("/credentials").ids()).hasSize(1);
  }

  @Test
  @DisplayName("G21 a kept answer shows its token to nobody who reads the database")
  void sealed() {
    String token = create(APP).expect(201).text("token");
    assertThat(
            RunningControl.shared()
                .column(
                    "SELECT encode(sealed_answer, 'escape') FROM idempotency.answers"
                        + " WHERE key = '%s'".formatted(key)))
        .hasSize(1)
        .allSatisfy(sealed -> assertThat(sealed).doesNotContain(token).doesNotContain("App"));
  }

  @Test
  @DisplayName("A repeat after a restart gets the first answer, and after a day it creates anew")
  void restart() {
    var database = TestPostgres.shared().database();
    SettableClock clock = SettableClock.at(Instant.now());
    Path directory = RunningControl.temporary();
    String body;
    try (RunningControl control = RunningControl.start(database, directory, clock)) {
      caller = control.first();
      body = create(APP).expect(201).body();
    }
    try (RunningControl control = RunningControl.start(database, directory, clock)) {
      caller = control.first();
      assertThat(create(APP).expect(201).body()).isEqualTo(body);
      clock.advance(Duration.ofHours(25));
      assertThat(create(APP).expect(201).body()).isNotEqualTo(body);
    }
  }

  @Test
  @DisplayName("An Idempotency-Key that is no key is refused by name")
  void malformed() {
    caller
        .post("/credentials", APP, "Idempotency-Key", "x".repeat(256))
        .expectField("Idempotency-Key", "malformed");
  }
}
