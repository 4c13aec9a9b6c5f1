package dev.countersign.control.accounts.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What time does to API keys: the clock is the test's own. */
class ApiKeyTimeTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path directory;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private RunningControl control;

  @BeforeEach
  void start() {
    control = RunningControl.start(TestPostgres.shared().database(), directory, now::get);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  @DisplayName("A1 a key opens nothing from its expiry on, to the instant")
  void expiry() {
    Answer made = create("2026-03-01T11:00:00Z").expect(201);
    ApiClient caller = new ApiClient(control.port(), made.text("key"));
    now.set(Instant.parse("2026-03-01T10:59:59.999999Z"));
    caller.get("/apis").expect(200);
    now.set(Instant.parse("2026-03-01T11:00:00Z"));
    caller.get("/apis").expectProblem(401, "unauthenticated");
    assertThat(control.first().get("/api-keys/" + made.text("id")).text("status"))
        .isEqualTo("expired");
    create("2026-03-01T11:00:00Z").expectField("expiresAt", "past");
    create("+99999-01-01T00:00:00Z").expectField("expiresAt", "out_of_range");
    create("tomorrow").expectField("expiresAt", "malformed");
  }

  @Test
  @DisplayName("A1 the last use of a key is noted, once a minute at most")
  void lastUse() {
    Answer made = create("2027-03-01T11:00:00Z").expect(201);
    ApiClient caller = new ApiClient(control.port(), made.text("key"));
    assertThat(lastUse(made)).isNull();
    caller.get("/apis").expect(200);
    await().until(() -> START.toString().equals(lastUse(made)));
    now.set(START.plus(Duration.ofSeconds(59)));
    caller.get("/apis").expect(200);
    Answer later = create("2027-03-01T11:00:00Z").expect(201);
    new ApiClient(control.port(), later.text("key")).get("/apis").expect(200);
    await("notes are written in their order").until(() -> lastUse(later) != null);
    assertThat(lastUse(made)).isEqualTo(START.toString());
    now.set(START.plus(Duration.ofSeconds(60)));
    caller.get("/apis").expect(200);
    await().until(() -> "2026-03-01T10:01:00Z".equals(lastUse(made)));
  }

  private String lastUse(Answer key) {
    return control.first().get("/api-keys/" + key.text("id")).expect(200).text("lastUsedAt");
  }

  private Answer create(String expiresAt) {
    return control
        .first()
        .post(
            "/api-keys",
            "{\"name\": \"CI\", \"scopes\": [\"apis:read\"], \"expiresAt\": \"%s\"}"
                .formatted(expiresAt));
  }
}
