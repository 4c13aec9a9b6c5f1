package dev.countersign.policy.decision;

import static dev.countersign.policy.fixture.Sample.api;
import static dev.countersign.policy.fixture.Sample.mutualTls;
import static dev.countersign.policy.fixture.Sample.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Authentication;
import dev.countersign.policy.fixture.Call;
import dev.countersign.policy.fixture.Gate;
import dev.countersign.policy.fixture.Sample;
import dev.countersign.testkit.certificate.TestCertificate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestDecisionTest {
  private static final TestCertificate CLIENT = TestCertificate.selfSigned("client");

  private static ApiConfiguration open(ApiConfiguration api) {
    return Sample.with(api, new Authentication.None());
  }

  private static ClientConnection connection(String serverName) {
    return ClientConnection.tls("TLSv1.3", serverName, true, Sample.chain(CLIENT));
  }

  private final Gate gate =
      Gate.with(
          open(api("open", "/", "open.test")),
          open(api("open2", "/", "open2.test")),
          open(mutualTls(api("secure", "/", "secure.test"))),
          open(mutualTls(api("secure2", "/", "secure2.test"))),
          stored(CLIENT),
          Sample.entry("secure", CLIENT),
          Sample.entry("secure2", CLIENT));

  @ParameterizedTest(name = "SNI {0}, Host {1}: {2}")
  @DisplayName("G9 a Host that differs from the SNI is 421 where the two hosts' policies differ")
  @CsvSource({
    "open.test, open.test, admitted",
    "open.test, open2.test, admitted",
    "open.test, secure.test, 421",
    "secure.test, open.test, 421",
    "secure.test, secure.test, admitted",
    "secure.test, secure2.test, admitted",
    "SECURE.test, secure.test:8443, admitted",
    "unknown.test, secure.test, 421",
    "secure.test, unknown.test, 421",
    "unknown.test, open.test, admitted",
    ", open.test, admitted",
    ", secure.test, admitted"
  })
  void misdirected(String serverName, String host, String expected) {
    Call call = Call.to(host, "/x");
    if (expected.equals("421")) {
      Refusal refusal = gate.refuses(call, connection(serverName));
      assertThat(refusal.code()).isEqualTo(RefusalCode.MISDIRECTED_REQUEST);
    } else {
      gate.admits(call, connection(serverName));
    }
  }

  @Test
  @DisplayName("G9 an absolute-form target's host counts, not the Host header")
  void absoluteForm() {
    Refusal refusal =
        gate.refuses(Call.to("open.test", "https://secure.test/x"), connection("open.test"));
    assertThat(refusal.code()).isEqualTo(RefusalCode.MISDIRECTED_REQUEST);
  }

  @Test
  @DisplayName("G15 no route: the host is not published, or no API on it has such a path")
  void noRoute() {
    gate.put(open(api("deep", "/deep", "deep.test")));
    gate.refuses(
        RefusalCode.ROUTE_NOT_FOUND,
        RefusalCause.HOST_UNKNOWN,
        Call.to("nowhere.test", "/"),
        connection(null));
    gate.refuses(
        RefusalCode.ROUTE_NOT_FOUND,
        RefusalCause.PATH_UNKNOWN,
        Call.to("deep.test", "/deeper"),
        connection(null));
  }

  @Test
  @DisplayName("G15 a malformed target, host or detour is 400")
  void malformed() {
    gate.put(open(api("admin", "/admin", "open.test")));
    gate.refuses(
        RefusalCode.REQUEST_MALFORMED,
        RefusalCause.TARGET_MALFORMED,
        Call.to("open.test", "/a%2fb"),
        connection("open.test"));
    gate.refuses(
        RefusalCode.REQUEST_MALFORMED,
        RefusalCause.TARGET_MALFORMED,
        Call.to("open.test", "/x/../admin"),
        connection("open.test"));
    gate.refuses(
        RefusalCode.REQUEST_MALFORMED,
        RefusalCause.HOST_MALFORMED,
        Call.to("open test", "/"),
        connection("open.test"));
  }

  @ParameterizedTest(name = "{0} + {1} + {2} is {3}")
  @DisplayName(
      "G15 what was matched is what is forwarded, without the listen path where the API says so")
  @CsvSource({
    "http://u.test, /orders, /orders/%7e1/./x?q=%2e, /~1/x?q=%2e",
    "http://u.test, /orders, /orders, /",
    "http://u.test, /orders, /orders?a, /?a",
    "http://u.test, /orders, /orders/, /",
    "http://u.test/, /orders, /orders/1, /1",
    "http://u.test/base, /orders, /orders/1, /base/1",
    "http://u.test/base/, /orders, /orders, /base",
    "http://u.test/base, /, /1, /base/1",
    "http://u.test, /, /, /"
  })
  void forwarded(String upstream, String listenPath, String target, String expected) {
    Gate stripped =
        Gate.with(Sample.stripped(open(api("orders", listenPath, "api.test")), upstream));
    var admitted = stripped.admits(Call.to("API.test:443", target), connection("api.test"));
    assertThat(admitted.forwardTarget()).isEqualTo(expected);
    assertThat(admitted.host()).isEqualTo("api.test");
  }

  @Test
  @DisplayName("G15 without stripping the whole normalised path is forwarded")
  void unstripped() {
    assertThat(
            gate.admits(Call.to("open.test", "//a/b/../%7e?x"), connection("open.test"))
                .forwardTarget())
        .isEqualTo("/a/~?x");
  }
}
