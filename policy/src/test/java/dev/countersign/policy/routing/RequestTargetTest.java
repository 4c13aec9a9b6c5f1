package dev.countersign.policy.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
  private static final long SEED = 20260302;

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("G15 a path is normalised once")
  @CsvSource({
    "/, /",
    "/orders, /orders",
    "/orders/, /orders/",
    "/Orders, /Orders",
    "/%6frders, /orders",
    "/%7euser, /~user",
    "/a%2db%5Fc, /a-b_c",
    "/caf%c3%a9, /caf%C3%A9",
    "/a%20b, /a%20b",
    "/a/./b, /a/b",
    "/a/%2E/b, /a/b",
    "/a/b/.., /a/",
    "/a/b/%2e%2E/c, /a/c",
    "/a/b/., /a/b/",
    "//a///b, /a/b",
    "/a/...b, /a/...b",
    "/a/.well-known, /a/.well-known",
    "/a;v=1/b, /a;v=1/b",
    "/a%3bv, /a%3Bv",
    "/50%25, /50%25",
    "/%25%34%31, /%2541",
    "/%f4%8f%bf%bf, /%F4%8F%BF%BF"
  })
  void normalised(String raw, String path) throws MalformedTargetException {
    assertThat(RequestTarget.parse(raw).path()).isEqualTo(path);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("G15 what servers read in different ways is 400")
  @ValueSource(
      strings = {
        "/a%2fb",
        "/a%2Fb",
        "/a%5cb",
        "/a\\b",
        "/..\\a",
        "/a%00",
        "/a\0b",
        "/a%0d%0ab",
        "/a%7f",
        "/..",
        "/../a",
        "/a/../..",
        "/%2e%2e/a",
        "/.%2E/a",
        "/a/..;/b",
        "/a/..;x=1/b",
        "/a/%2e%2e;/b",
        "/a/..%3b/b",
        "/a/.;/b",
        "/a/;/b",
        "/%252e%252e/a",
        "/a%252fb",
        "/a%255cb",
        "/a%2500",
        "/%25252e",
        "/pub/%25%32%65%25%32%65/tok",
        "/pub/%25%32%45/tok",
        "/a%252%65b",
        "/a%25%32eb",
        "/a%25%32%66b",
        "/a%25%32%46b",
        "/a%25%35%63b",
        "/a%25%35%43b",
        "/a%25%30%30",
        "/a%25%32%35",
        "/a%25%33%62",
        "/%c0%ae%c0%ae/a",
        "/%C1%9C",
        "/%e0%80%af",
        "/%f0%80%80%af",
        "/%f5%80%80%80",
        "/%f8%80%80%80%ae",
        "/%fc%80%80%80%80%ae",
        "/%Fe",
        "/%ff",
        "/%",
        "/%2",
        "/%zz",
        "/%u002e",
        "/a b",
        "/a\tb",
        "/caf\u00e9",
        "/a#b",
        "/a?b#c",
        "/a?b c",
        "/a?b\u00e9",
        "/1/2/3/4/5/6/7/8/9/../../../../../../../../..",
        "*",
        "",
        "orders",
        "?a=1",
        "example.com:443",
        "ftp://example.com/a",
        "http://",
        "https:///a"
      })
  void refused(String raw) {
    assertThatThrownBy(() -> RequestTarget.parse(raw)).isInstanceOf(MalformedTargetException.class);
  }

  @Test
  @DisplayName("G15 a target that is too long is 400")
  void tooLong() {
    assertThatThrownBy(() -> RequestTarget.parse("/" + "a".repeat(RequestTarget.MAX_LENGTH)))
        .isInstanceOf(MalformedTargetException.class);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("G15 the query is left untouched")
  @ValueSource(strings = {"", "a=1&b=2", "x=%2e%2e%2f&y=a//b", "a?b", "%zz", "%00", "q={a}|b"})
  void query(String query) throws MalformedTargetException {
    RequestTarget target = RequestTarget.parse("/a/%2e/b?" + query);
    assertThat(target.path()).isEqualTo("/a/b");
    assertThat(target.query()).isEqualTo(query);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("G15 an absolute-form target names the host itself")
  @CsvSource({
    "http://api.test/orders?a, api.test, /orders",
    "HTTPS://api.test:8443/a/./b, api.test:8443, /a/b",
    "https://api.test, api.test, /",
    "https://api.test?a, api.test, /"
  })
  void absolute(String raw, String authority, String path) throws MalformedTargetException {
    RequestTarget target = RequestTarget.parse(raw);
    assertThat(target.authority()).isEqualTo(authority);
    assertThat(target.path()).isEqualTo(path);
  }

  @Test
  @DisplayName("G15 normalising twice changes nothing, whatever was sent (seed " + SEED + ")")
  void idempotent() {
    Random random = new Random(SEED);
    String[] pieces = {
      "/", ".", "..", "%2e", "%2E", "%41", "a", "%c3%a9", ";", "%3b", "%25", "%2f", "\\", "//", "?",
      "~", "%7E", "%20", "%", "%0", "é", "b", "%32", "%65", "%35", "%63", "2", "5"
    };
    int accepted = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder raw = new StringBuilder("/");
      for (int length = random.nextInt(8); length > 0; length--) {
        raw.append(pieces[random.nextInt(pieces.length)]);
      }
      accepted += isStableIfAccepted(raw.toString()) ? 1 : 0;
    }
    assertThat(accepted).isGreaterThan(5_000);
  }

  private static boolean isStableIfAccepted(String raw) {
    RequestTarget once;
    try {
      once = RequestTarget.parse(raw);
    } catch (MalformedTargetException e) {
      return false;
    }
    assertThat(once.path())
        .as(raw)
        .startsWith("/")
        .doesNotContain("//", "\\", "/../", "/./")
        .doesNotEndWith("/..")
        .isEqualTo(
            new String(once.path().getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
    try {
      assertThat(RequestTarget.parse(once.toString()).toString())
          .as(raw)
          .isEqualTo(once.toString());
    } catch (MalformedTargetException e) {
      throw new AssertionError(raw + " became " + once + ", which is refused", e);
    }
    return true;
  }
}
