package dev.countersign.control.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageTest {

  private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "P60DT1S, -1",
    "P60D, 60",
    "P30DT1S, 60",
    "P30D, 30",
    "P14D, 14",
    "P7D, 7",
    "P5D, 7",
    "P1DT1S, 7",
    "P1D, 1",
    "PT1S, 1",
    "PT0S, 1",
    "PT-0.000001S, 0",
    "P-100D, 0"
  })
  @DisplayName("S8 the nearest stage that has come counts, and the end itself is not after the end")
  void nearest(Duration left, int days) {
    assertThat(Stage.of(END, END.minus(left)).map(Stage::days).orElse(-1)).isEqualTo(days);
  }
}
