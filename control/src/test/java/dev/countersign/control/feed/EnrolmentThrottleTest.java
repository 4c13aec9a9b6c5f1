package dev.countersign.control.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnrolmentThrottleTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final EnrolmentThrottle throttle = new EnrolmentThrottle(() -> now);

  private void fail(String address, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(throttle.admits(address)).isTrue();
      throttle.failed(address);
    }
  }

  @Test
  @DisplayName("Who fails ten times in a minute waits for the next")
  void tenTimes() {
    fail("192.0.2.1", 10);
    assertThat(throttle.admits("192.0.2.1")).isFalse();
    assertThat(throttle.admits("192.0.2.2")).isTrue();
    now = now.plusSeconds(60);
    assertThat(throttle.admits("192.0.2.1")).isTrue();
  }

  @Test
  @DisplayName("All addresses of one IPv6 /64 are one who fails")
  void network() {
    for (int i = 1; i <= 10; i++) {
      fail("2001:db8:0:1::" + i, 1);
    }
    assertThat(throttle.admits("2001:db8:0:1:ffff::1")).isFalse();
    assertThat(throttle.admits("2001:db8:0:2::1")).isTrue();
    fail("fe80::1%1", 10);
    assertThat(throttle.admits("fe80::2%1")).isFalse();
  }

  @Test
  @DisplayName("However many fail, nobody else is locked out, and the newest are still counted")
  void many() {
    fail("198.51.100.1", 10);
    for (int i = 0; i < 20_000; i++) {
      throttle.failed("2001:db8:" + Integer.toHexString(i) + "::1");
    }
    assertThat(throttle.admits("192.0.2.1")).isTrue();
    fail("192.0.2.1", 10);
    assertThat(throttle.admits("192.0.2.1")).isFalse();
  }
}
