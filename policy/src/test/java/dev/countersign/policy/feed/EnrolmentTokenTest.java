package dev.countersign.policy.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.pki.certificate.Fingerprint;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnrolmentTokenTest {

  private static final Fingerprint AUTHORITY = Fingerprint.of(new byte[] {1, 2, 3});

  @Test
  @DisplayName("A token says whom to trust, is known again by its hash, and is not shown")
  void form() {
    EnrolmentToken made = EnrolmentToken.random(AUTHORITY);
    EnrolmentToken read = EnrolmentToken.parse(made.reveal()).orElseThrow();
    assertThat(made.reveal()).matches("cse_[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}");
    assertThat(read.authority()).isEqualTo(made.authority()).isEqualTo(AUTHORITY);
    assertThat(read.hash()).isEqualTo(made.hash());
    assertThat(EnrolmentToken.random(AUTHORITY).hash()).isNotEqualTo(made.hash());
    assertThat(read).hasToString("EnrolmentToken[not shown]");
  }

  @Test
  @DisplayName("What has not the form of a token is none")
  void malformed() {
    String text = EnrolmentToken.random(AUTHORITY).reveal();
    for (String other :
        List.of("", "cse_", text + "a", text.substring(1), text.replace('.', '_'))) {
      assertThat(EnrolmentToken.parse(other)).isEmpty();
    }
  }
}
