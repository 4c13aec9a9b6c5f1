package dev.countersign.control.accounts.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.control.ControlPlane;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.AtOnce;
import dev.countersign.control.testing.RunningControl;
import dev.countersign.testkit.postgres.TestDatabase;
import dev.countersign.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapTest {

  @TempDir Path directory;

  private final TestDatabase database = TestPostgres.shared().database();

  private ControlPlane start(Optional<String> key) {
    return ControlPlane.start(RunningControl.options(database, directory, key));
  }

  @Test
  @DisplayName("A5 the operator's key is taken once: another at a later start opens nothing")
  void takenOnce() {
    start(Optional.of(RunningControl.FIRST_KEY)).close();
    String later = RunningControl.FIRST_KEY + "-another";
    try (ControlPlane control = start(Optional.of(later))) {
      new ApiClient(control.controlPort(), later).get("/apis").expect(401);
      new ApiClient(control.controlPort(), RunningControl.FIRST_KEY).get("/apis").expect(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "0123456789012345678901234567890",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "with a space in it 0123456789abcdefgh"
      })
  @DisplayName("A5 a key that can be guessed is refused at start, and not repeated in the message")
  void weak(String key) {
    assertThatThrownBy(() -> start(Optional.of(key)))
        .rootCause()
        .hasMessageContaining("COUNTERSIGN_BOOTSTRAP_API_KEY")
        .hasMessageContaining("openssl rand")
        .satisfies(e -> assertThat(key.isEmpty() || !e.getMessage().contains(key)).isTrue());
  }

  @Test
  @DisplayName(
      "A5 of two control planes that start at once on an empty database one founds the company")
  void atOnce() throws Exception {
    for (ControlPlane started : AtOnce.two(() -> start(Optional.of(RunningControl.FIRST_KEY)))) {
      try (ControlPlane control = started) {
        new ApiClient(control.controlPort(), RunningControl.FIRST_KEY).get("/apis").expect(200);
      }
    }
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT (SELECT count(*) FROM accounts.companies),"
                        + " (SELECT count(*) FROM accounts.api_keys)")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(1);
      assertThat(rows.getInt(2)).isEqualTo(1);
    }
  }
}
