package dev.countersign.policy.routing;

import static dev.countersign.policy.fixture.Sample.api;
import static dev.countersign.policy.fixture.Sample.mutualTls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.fixture.Sample;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private static RouteTable table(ApiConfiguration... apis) {
    RouteTable table = RouteTable.empty();
    for (ApiConfiguration api : apis) {
      table = table.with(api);
    }
    return table;
  }

  private static String match(RouteTable table, String host, String target)
      throws MalformedTargetException {
    ApiConfiguration api = table.match(HostName.ofRequest(host), RequestTarget.parse(target));
    return api == null ? "none" : api.id();
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @DisplayName(
      "G15 the exact host goes before a wildcard of one label before none, then the longest listen path")
  @CsvSource({
    "a.test, /orders, exact-orders",
    "a.test, /orders/1/2, exact-orders",
    "a.test, /orders/eu, exact-eu",
    "a.test, /ordersX, none-root",
    "a.test, /special/x, none-special",
    "a.test, /wild, wildcard",
    "b.test, /wild/x, wildcard",
    "b.test, /orders, none-root",
    "x.b.test, /wild, none-root",
    "test, /wild, none-root",
    "c.other, /special, none-special",
    "c.other, /, none-root",
    "A.TEST.:8443, /orders, exact-orders"
  })
  void precedence(String host, String path, String expected) throws MalformedTargetException {
    RouteTable table =
        table(
            api("none-root", "/"),
            api("none-special", "/special"),
            api("wildcard", "/wild", "*.test"),
            api("exact-orders", "/orders", "a.test"),
            api("exact-eu", "/orders/eu", "a.test"));
    assertThat(match(table, host, path)).isEqualTo(expected);
  }

  @Test
  @DisplayName("G15 without a host that matches there is no route")
  void noRoute() throws MalformedTargetException {
    RouteTable table = table(api("orders", "/orders", "a.test"));
    assertThat(match(table, "b.test", "/orders")).isEqualTo("none");
    assertThat(match(table, "", "/orders")).isEqualTo("none");
    assertThat(match(table, "a.test", "/")).isEqualTo("none");
    assertThat(table.reaches("a.test")).isTrue();
    assertThat(table.reaches("b.test")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "G15 dot segments and path parameters in any spelling that would leave the listen path are 400")
  @ValueSource(
      strings = {
        "/orders/../admin",
        "/orders/%2e%2e/admin",
        "/orders/.%2E/admin/x",
        "/orders/../orders/1",
        "/admin/../orders",
        "/orders/admin/../1",
        "/orders/../nowhere",
        "/x/../admin",
        "/admin;x/y",
        "/admin%3Bx/y",
        "/orders/admin;x",
        "/orders//..//admin"
      })
  void leaves(String target) {
    RouteTable table =
        table(
            api("root", "/", "b.test"),
            api("open", "/", "a.test"),
            api("orders", "/orders", "a.test"),
            api("orders-admin", "/orders/admin", "a.test"),
            api("admin", "/admin", "a.test"));
    assertThatThrownBy(() -> match(table, "a.test", target))
        .isInstanceOf(MalformedTargetException.class);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("G15 dot segments that stay within the listen path are resolved")
  @ValueSource(strings = {"/orders/x/../1", "/orders/./1", "/orders/a/b/../../1", "/orders/1;v=2"})
  void stays(String target) throws MalformedTargetException {
    assertThat(match(table(api("orders", "/orders", "a.test")), "a.test", target))
        .isEqualTo("orders");
  }

  @Test
  @DisplayName("G15 repeated slashes do not lead past an API to one with a shorter listen path")
  void slashes() throws MalformedTargetException {
    RouteTable table = table(api("open", "/"), api("admin", "/admin"));
    assertThat(match(table, "a.test", "//admin/x")).isEqualTo("admin");
  }

  @Test
  @DisplayName("An API that is not active has no route")
  void inactive() throws MalformedTargetException {
    ApiConfiguration api = api("orders", "/orders", "a.test");
    RouteTable table = table(api("root", "/"), Sample.of(Sample.COMPANY, api, false));
    assertThat(match(table, "a.test", "/orders")).isEqualTo("root");
  }

  @Test
  @DisplayName("A route taken out is gone, and whoever claimed it too has it")
  void without() throws MalformedTargetException {
    ApiConfiguration first = api("a", "/orders/eu", "a.test");
    ApiConfiguration second = api("b", "/orders/eu", "a.test");
    RouteTable both = table(second, first);
    assertThat(match(both, "a.test", "/orders/eu")).isEqualTo("a");
    assertThat(match(both.without(first), "a.test", "/orders/eu")).isEqualTo("b");
    RouteTable none = both.without(first).without(second);
    assertThat(match(none, "a.test", "/orders/eu")).isEqualTo("none");
    assertThat(none.reaches("a.test")).isFalse();
  }

  @Test
  @DisplayName(
      "G10 a certificate is asked for only under server names where an active API needs one")
  void asks() {
    RouteTable table =
        table(
            mutualTls(api("protected", "/", "secure.test")),
            api("open", "/", "open.test"),
            mutualTls(api("part", "/part", "mixed.test")),
            api("rest", "/", "mixed.test"),
            mutualTls(api("wild", "/", "*.wild.test")),
            Sample.of(Sample.COMPANY, mutualTls(api("off", "/", "off.test")), false));
    assertThat(table.asksForCertificate("secure.test")).isTrue();
    assertThat(table.asksForCertificate("SECURE.test.")).isTrue();
    assertThat(table.asksForCertificate("open.test")).isFalse();
    assertThat(table.asksForCertificate("mixed.test")).isTrue();
    assertThat(table.asksForCertificate("any.wild.test")).isTrue();
    assertThat(table.asksForCertificate("two.any.wild.test")).isFalse();
    assertThat(table.asksForCertificate("off.test")).isFalse();
    assertThat(table.asksForCertificate("unknown.test")).isFalse();
    assertThat(table.asksForCertificate(null)).isTrue();
    assertThat(table(api("open", "/")).asksForCertificate(null)).isFalse();
  }

  @Test
  @DisplayName("G10 an API that a nearer host hides is no reason to ask")
  void hidden() {
    RouteTable table = table(mutualTls(api("everywhere", "/x")), api("open", "/", "open.test"));
    assertThat(table.asksForCertificate("open.test")).isFalse();
    assertThat(table.asksForCertificate("other.test")).isTrue();
    assertThat(table.with(api("deeper", "/x/y", "other.test")).asksForCertificate("other.test"))
        .isTrue();
  }

  @Test
  @DisplayName("G15 a look-up costs the same however many routes there are")
  void cost() throws MalformedTargetException {
    RouteTable table = RouteTable.empty();
    for (int i = 0; i < 2_000; i++) {
      table = table.with(api("api-" + i, "/a/" + i, "h" + i % 10 + ".test"));
    }
    for (int i = 0; i < 2_000; i++) {
      assertThat(match(table, "h" + i % 10 + ".test", "/a/" + i + "/x/y/z")).isEqualTo("api-" + i);
    }
    // Three prefixes (/a/1, /a and /) are tried at most, as no route is deeper.
    assertThat(Depths.NONE.more(2).ends("/a/1/x/y/z")).hasSize(3);
  }
}
