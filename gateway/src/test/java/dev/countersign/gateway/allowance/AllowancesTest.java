package dev.countersign.gateway.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Credential.Allowance;
import dev.countersign.testkit.time.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is remembered of credentials, and for how long. */
class AllowancesTest {
  private static final Allowance ONE_A_MINUTE = new Allowance(1, Duration.ofMinutes(1));
  private static final Allowance ONE_A_DAY = new Allowance(1, Duration.ofDays(1));

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final Allowances allowances = new Allowances(clock);

  private static Credential credential(String id, Allowance rateLimit, Allowance quota) {
    return new Credential(
        id,
        "acme",
        id,
        List.of(),
        Set.of(),
        Set.of(),
        Credential.Status.ACTIVE,
        null,
        rateLimit,
        quota);
  }

  @Test
  @DisplayName("a credential without limits is not remembered")
  void unlimited() {
    assertThat(allowances.count(credential("free", null, null))).isNull();
    assertThat(allowances.remembered()).isZero();
  }

  @Test
  @DisplayName("a credential is forgotten when it was not used for its longer window, not before")
  void forgotten() {
    Credential minute = credential("minute", ONE_A_MINUTE, null);
    Credential day = credential("day", ONE_A_MINUTE, ONE_A_DAY);
    for (int i = 0; i < 1_000; i++) {
      allowances.count(credential("c" + i, ONE_A_MINUTE, null));
    }
    allowances.count(minute);
    allowances.count(day);
    assertThat(allowances.remembered()).isEqualTo(1_002);
    clock.advance(Duration.ofSeconds(59));
    assertThat(allowances.count(minute).code()).isEqualTo(RefusalCode.RATE_LIMITED);
    clock.advance(Duration.ofSeconds(5));
    assertThat(allowances.remembered()).isEqualTo(2);
    clock.advance(Duration.ofHours(23));
    assertThat(allowances.remembered()).isEqualTo(1);
    assertThat(allowances.count(day).code()).isEqualTo(RefusalCode.QUOTA_EXCEEDED);
    clock.advance(Duration.ofDays(1).plusSeconds(5));
    assertThat(allowances.remembered()).isZero();
  }

  @Test
  @DisplayName("both used up: the quota is named, with the longer wait")
  void both() {
    Credential both = credential("both", ONE_A_MINUTE, ONE_A_DAY);
    assertThat(allowances.count(both)).isNull();
    assertThat(allowances.count(both))
        .isEqualTo(new Excess(RefusalCode.QUOTA_EXCEEDED, ONE_A_DAY, Duration.ofDays(1)));
  }

  @Test
  @DisplayName("a clock that is set back does not keep a credential out until it is there again")
  void setBack() {
    Credential minute = credential("minute", ONE_A_MINUTE, null);
    assertThat(allowances.count(minute)).isNull();
    clock.advance(Duration.ofHours(-5));
    assertThat(allowances.count(minute)).isNull();
    assertThat(allowances.count(minute).delay()).isEqualTo(Duration.ofMinutes(1));
  }
}
