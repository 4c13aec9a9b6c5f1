package dev.countersign.control.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.control.testing.Answer;
import dev.countersign.control.testing.ApiClient;
import dev.countersign.control.testing.RunningControl;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of a trail in which there is an event that cannot be read. */
@DisplayName("A2 An export that fails")
class BrokenExportTest {

  private static final RunningControl CONTROL = RunningControl.shared();

  private ApiClient writer;
  private ApiClient reader;

  @BeforeEach
  void oneEvent() {
    writer = CONTROL.company();
    reader = CONTROL.keyOf(writer, "audit:read");
    writer.newCredential();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ndjson", "csv"})
  @DisplayName("in the middle does not end as a whole one does")
  void brokenOff(String format) {
    addUnreadable(1200);
    assertThatThrownBy(() -> reader.get("/audit/export?format=" + format))
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("before anything was sent is a problem")
  void failedAtOnce() {
    addUnreadable(2);
    Answer failed = reader.get("/audit/export").expectProblem(500, "internal");
    assertThat(failed.header("Content-Disposition")).isNull();
  }

  /** Further events up to this one, which is nested deeper than JSON is read. */
  private void addUnreadable(int sequence) {
    CONTROL.update(
        """
        INSERT INTO audit.events
        SELECT (jsonb_populate_record(e, jsonb_build_object('sequence', n, 'before',
            CASE WHEN n = %1$d THEN (repeat('[', 600) || repeat(']', 600))::jsonb
            ELSE e.before END))).*
        FROM audit.events e, generate_series(2, %1$d) n
        WHERE e.company_id = ? AND e.sequence = 1
        """
            .formatted(sequence),
        CONTROL.companyOf(writer));
  }
}
