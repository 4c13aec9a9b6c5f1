package dev.countersign.control.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.control.testing.RunningControl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendOnlyTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private final AuditFixture trail = new AuditFixture(CONTROL).events(2);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit.events SET actor_name = 'Eve'",
        "UPDATE audit.events SET actor_name = 'Eve' WHERE false",
        "DELETE FROM audit.events",
        "TRUNCATE audit.events",
        "TRUNCATE audit.heads",
        "DELETE FROM audit.heads",
        "UPDATE audit.heads SET sequence = sequence - 1",
        "UPDATE audit.heads SET hash = sha256('x')"
      })
  @DisplayName("A2 the database refuses to change, delete or empty the trail")
  void refused(String sql) {
    assertThatThrownBy(() -> CONTROL.update(sql))
        .rootCause()
        .message()
        .containsAnyOf("only ever appended to", "only moves forward");
    assertThat(trail.verify().isWhole()).isTrue();
  }
}
