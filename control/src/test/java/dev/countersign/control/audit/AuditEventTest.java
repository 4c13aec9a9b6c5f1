package dev.countersign.control.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEventTest {

  private static AuditEvent event(String kind, String action) {
    return new AuditEvent(action, kind, "1", "A thing", null, null);
  }

  @Test
  @DisplayName("A2 an action is its kind, a dot, and what was done, with hyphens between words")
  void written() {
    assertThat(event("api-key", "api-key.sent-again").action()).isEqualTo("api-key.sent-again");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "member.password_set",
        "member.Changed",
        "member.",
        "member",
        "role.changed",
        "member.is changed",
        "member.a.b",
        "member.-set"
      })
  @DisplayName("A2 an action in another spelling is refused, since it would stay for ever")
  void misspelt(String action) {
    assertThatThrownBy(() -> event("member", action))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(action);
  }
}
