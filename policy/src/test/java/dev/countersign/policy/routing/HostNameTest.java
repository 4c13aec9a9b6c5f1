package dev.countersign.policy.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("G15 hosts are compared without case, port and trailing dot")
  @CsvSource({
    "api.test, api.test",
    "API.Test:8443, api.test",
    "api.test., api.test",
    "api.test.:443, api.test",
    "api.test:, api.test",
    "127.0.0.1:80, 127.0.0.1",
    "[::1]:8443, [::1]",
    "[2001:DB8::1], [2001:db8::1]"
  })
  void ofRequest(String given, String host) throws MalformedTargetException {
    assertThat(HostName.ofRequest(given)).isEqualTo(host);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("G15 a Host header that is no host is 400")
  @ValueSource(
      strings = {
        "a b",
        "a/b",
        "user@api.test",
        "api.test:x",
        "a..b",
        ".",
        "..",
        "*.test",
        "-a.test",
        "[::1",
        "api.test:80:80",
        "api.test,other.test",
        "caf\u00e9.test",
        "a\0b",
        "::1",
        "api.test:123456"
      })
  void refused(String given) {
    assertThatThrownBy(() -> HostName.ofRequest(given))
        .isInstanceOf(MalformedTargetException.class);
  }

  @Test
  @DisplayName("G15 labels have 63 characters and names 253 at most")
  void lengths() throws MalformedTargetException {
    String label = "a".repeat(63);
    HostName.ofRequest(String.join(".", label, label, label, "a".repeat(61)));
    assertThatThrownBy(() -> HostName.ofRequest(label + "a.test"))
        .isInstanceOf(MalformedTargetException.class);
    String tooLong = String.join(".", label, label, label, "a".repeat(62));
    assertThatThrownBy(() -> HostName.ofRequest(tooLong))
        .isInstanceOf(MalformedTargetException.class);
  }

  @Test
  @DisplayName("G15 a request without host reaches the APIs of every host alone")
  void none() throws MalformedTargetException {
    assertThat(HostName.ofRequest(null)).isEmpty();
    assertThat(HostName.ofRequest("")).isEmpty();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("G14 an API's host is stored in the form in which it is compared")
  @CsvSource({"API.Test., api.test", "*.API.test, *.api.test", "[::1], [::1]"})
  void ofApi(String given, String host) {
    assertThat(HostName.ofApi(given)).isEqualTo(host);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("G14 an API's host that no request could match is refused")
  @ValueSource(
      strings = {
        "",
        "*",
        "*.",
        "a.*.test",
        "*a.test",
        "*.*.test",
        "api.test:443",
        "http://a",
        "a/b"
      })
  void refusedForApi(String given) {
    assertThatThrownBy(() -> HostName.ofApi(given)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("G14 a listen path is stored in the form in which it is compared")
  @CsvSource({"/, /", "/orders/, /orders", "//orders, /orders", "/%6frders, /orders"})
  void listenPath(String given, String path) {
    assertThat(ListenPath.of(given)).isEqualTo(path);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("G14 a listen path that no request could match is refused")
  @ValueSource(strings = {"", "orders", "/a?b", "/a/../b", "/a%2fb", "/a;b", "/a b", "http://a/b"})
  void listenPathRefused(String given) {
    assertThatThrownBy(() -> ListenPath.of(given)).isInstanceOf(IllegalArgumentException.class);
  }
}
