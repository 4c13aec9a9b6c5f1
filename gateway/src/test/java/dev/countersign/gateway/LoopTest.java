package dev.countersign.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An upstream that leads back to the gateway. */
class LoopTest {

  @Test
  @DisplayName("a request that comes back is refused, and Via grows by one name")
  void loop() {
    try (GatewayFixture fixture = GatewayFixture.start()) {
      int port = fixture.gateway.plainPort().orElseThrow();
      fixture.feed.put(
          fixture.api("loop", "/loop").url("http://127.0.0.1:" + port).build(),
          fixture.api("open", "/open").build());
      fixture.inForce();
      assertThat(fixture.get("api.test", "/loop", "").code()).isEqualTo("request_malformed");
      fixture.get("api.test", "/open", "Via: 1.0 a\r\nVia: 1.1 b\r\n");
      assertThat(fixture.upstream.lastRequest().header("via"))
          .singleElement()
          .asString()
          .matches("1\\.0 a, 1\\.1 b, 1\\.1 countersign-[0-9a-f-]{36}");
    }
  }
}
