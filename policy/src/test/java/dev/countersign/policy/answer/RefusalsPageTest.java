package dev.countersign.policy.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.decision.RefusalCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The guide's page on refusals")
class RefusalsPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("countersign.root"), "docs/guide/refusals.md");

  @ParameterizedTest
  @EnumSource
  @DisplayName("explains every code")
  void code(RefusalCode code) throws IOException {
    assertThat(Files.readString(PAGE)).contains("`" + code.code() + "`");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("explains every cause")
  void cause(RefusalCause cause) throws IOException {
    assertThat(Files.readString(PAGE)).contains("`" + cause.text() + "`");
  }
}
