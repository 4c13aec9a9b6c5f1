package dev.countersign.policy.decision;

import static dev.countersign.policy.fixture.Gate.HOST;
import static dev.countersign.policy.fixture.Gate.presenting;
import static dev.countersign.policy.fixture.Sample.api;
import static dev.countersign.policy.fixture.Sample.bound;
import static dev.countersign.policy.fixture.Sample.credential;
import static dev.countersign.policy.fixture.Sample.entry;
import static dev.countersign.policy.fixture.Sample.mutualTls;
import static dev.countersign.policy.fixture.Sample.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.answer.Answer;
import dev.countersign.policy.answer.ProblemJson;
import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Authentication.AuthToken;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Credential.AcceptedToken;
import dev.countersign.policy.configuration.Credential.Allowance;
import dev.countersign.policy.configuration.Credential.Status;
import dev.countersign.policy.configuration.TokenHash;
import dev.countersign.policy.fixture.Call;
import dev.countersign.policy.fixture.Gate;
import dev.countersign.policy.fixture.Sample;
import dev.countersign.testkit.certificate.TestCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDecisionTest {
  private static final TestCertificate MINE = TestCertificate.selfSigned("mine");
  private static final TestCertificate SPARE = TestCertificate.selfSigned("spare");
  private static final TestCertificate THEIRS = TestCertificate.selfSigned("theirs");
  private static final TestCertificate RENEWED = TestCertificate.selfSigned("mine");

  private final ApiConfiguration plain = api("plain", "/plain", HOST);
  private final ApiConfiguration named =
      Sample.with(api("named", "/named", HOST), new AuthToken("X-Api-Key", false));
  private final ApiConfiguration secure = mutualTls(api("secure", "/secure", HOST));
  private final Gate gate =
      Gate.with(
          plain,
          named,
          secure,
          stored(MINE),
          stored(SPARE),
          stored(THEIRS),
          stored(RENEWED),
          entry("secure", MINE),
          entry("secure", SPARE),
          entry("secure", THEIRS),
          credential("good", "plain", "named", "secure"),
          bound("bound", Set.of(MINE, SPARE), "plain", "secure"));

  private static Call plain() {
    return Call.to(HOST, "/plain/1?a=b");
  }

  private static Call named() {
    return Call.to(HOST, "/named/1");
  }

  private static Call secure() {
    return Call.to(HOST, "/secure/1");
  }

  private void refuses(RefusalCode code, RefusalCause cause, Call call) {
    gate.refuses(code, cause, call, presenting());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"Bearer good", "bearer good", "BEARER   good", " Bearer good "})
  @DisplayName("G20 the token is in Authorization: Bearer, the scheme in any case")
  void bearer(String authorization) {
    var admitted = gate.admits(plain().header("Authorization", authorization), presenting());
    assertThat(admitted.credential()).isEqualTo(gate.snapshot().credential("credential-of-good"));
    assertThat(admitted.tokenHeader()).isEqualTo("authorization");
  }

  @Test
  @DisplayName("G20 the token is in the header that the API names, with or without the scheme")
  void namedHeader() {
    assertThat(gate.admits(named().header("x-api-key", "good"), presenting()).tokenHeader())
        .isEqualTo("x-api-key");
    gate.admits(named().header("X-API-KEY", "Bearer good"), presenting());
    gate.admits(
        named().header("X-Api-Key", "good").header("Authorization", "Bearer upstreams-own"),
        presenting());
  }

  @Test
  @DisplayName("G20 the same token in two places is 400")
  void twice() {
    RefusalCode malformed = RefusalCode.REQUEST_MALFORMED;
    refuses(malformed, RefusalCause.TOKEN_TWICE, plain().bearer("good").bearer("good"));
    refuses(malformed, RefusalCause.TOKEN_TWICE, plain().bearer("good").bearer("other"));
    refuses(
        malformed,
        RefusalCause.TOKEN_TWICE,
        Call.to(HOST, "/plain?access_token=good").bearer("good"));
    refuses(
        malformed,
        RefusalCause.TOKEN_TWICE,
        named().header("X-Api-Key", "good").header("X-Api-Key", "good"));
    refuses(
        malformed, RefusalCause.TOKEN_TWICE, named().header("X-Api-Key", "good").bearer("good"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/plain/1?access_token=%67ood",
        "/plain/1?a=b&c=go%6Fd&d",
        "/plain/good",
        "/plain/%67ood/1",
        "/plain/1;token=good"
      })
  @DisplayName("G20 the same token in the path or the query, with escapes or without, is 400")
  void twiceInTarget(String target) {
    refuses(
        RefusalCode.REQUEST_MALFORMED,
        RefusalCause.TOKEN_TWICE,
        Call.to(HOST, target).bearer("good"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Cookie, a=1; session=good; b=2",
    "Cookie, good",
    "Cookie, session=g%6fod",
    "X-Anything, good",
    "X-Anything, Bearer good",
    "Referer, https://a.test/?access_token=good&x",
    "Proxy-Authorization, Bearer good"
  })
  @DisplayName("G20 the same token in a cookie or another header is 400")
  void twiceInHeader(String name, String value) {
    RefusalCode malformed = RefusalCode.REQUEST_MALFORMED;
    refuses(malformed, RefusalCause.TOKEN_TWICE, plain().bearer("good").header(name, value));
    Call named = named().header("X-Api-Key", "good").header(name, value);
    refuses(malformed, RefusalCause.TOKEN_TWICE, named);
  }

  @Test
  @DisplayName("G20 a word that the token is a part of is no second place")
  void partOfWord() {
    gate.admits(
        Call.to(HOST, "/plain/goods/no-good/not_good")
            .bearer("good")
            .header("User-Agent", "goodie/1.0 (a-good one)")
            .header("X-Short", "goo"),
        presenting());
  }

  @Test
  @DisplayName("G21 the token's header is removed unless the API says otherwise")
  void forwarded() {
    gate.put(Sample.with(plain, new AuthToken(null, true)));
    assertThat(gate.admits(plain().bearer("good"), presenting()).tokenHeader()).isNull();
  }

  @Test
  @DisplayName("No token: absent, under another scheme, in another header")
  void missing() {
    RefusalCode missing = RefusalCode.TOKEN_MISSING;
    refuses(missing, RefusalCause.ABSENT, plain());
    refuses(missing, RefusalCause.ABSENT, plain().header("Authorization", ""));
    refuses(missing, RefusalCause.ABSENT, plain().header("Authorization", "Bearer "));
    refuses(missing, RefusalCause.OTHER_SCHEME, plain().header("Authorization", "Basic abc"));
    refuses(missing, RefusalCause.OTHER_SCHEME, plain().header("Authorization", "good"));
    refuses(missing, RefusalCause.OTHER_SCHEME, plain().header("Authorization", "Bearergood"));
    refuses(missing, RefusalCause.OTHER_HEADER, plain().header("X-Api-Key", "good"));
    refuses(missing, RefusalCause.OTHER_HEADER, named().bearer("good"));
    refuses(missing, RefusalCause.ABSENT, named());
    refuses(missing, RefusalCause.ABSENT, named().header("Authorization", "Basic abc"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"go od", "good,", "\"good\"", "g\u00f6\u00f6d", "=", "good;", "g=ood"})
  @DisplayName("A token with characters that no token has is malformed")
  void malformed(String token) {
    refuses(RefusalCode.TOKEN_INVALID, RefusalCause.MALFORMED, plain().bearer(token));
  }

  @Test
  @DisplayName("A token longer than any is malformed")
  void tooLong() {
    refuses(RefusalCode.TOKEN_INVALID, RefusalCause.MALFORMED, plain().bearer("a".repeat(513)));
  }

  @Test
  @DisplayName("G22 an unknown, suspended, revoked or expired credential is refused")
  void status() {
    refuses(RefusalCode.TOKEN_INVALID, RefusalCause.UNKNOWN, plain().bearer("unheard-of"));
    gate.put(credential(Sample.COMPANY, "asleep", Status.SUSPENDED, Set.of(), "plain"));
    refuses(RefusalCode.TOKEN_INVALID, RefusalCause.SUSPENDED, plain().bearer("asleep"));
    gate.put(credential(Sample.COMPANY, "dead", Status.REVOKED, Set.of(), "plain"));
    refuses(RefusalCode.TOKEN_INVALID, RefusalCause.REVOKED, plain().bearer("dead"));
  }

  @Test
  @DisplayName("G22 a credential's expiry, and its token's, count from their instant on")
  void expiry() {
    Instant end = gate.clock().instant().plusSeconds(60);
    gate.put(expiring("brief", end, null), expiring("rotated", null, end));
    for (String token : List.of("brief", "rotated")) {
      gate.clock().set(end.minusNanos(1));
      gate.admits(plain().bearer(token), presenting());
      gate.clock().set(end);
      refuses(RefusalCode.TOKEN_INVALID, RefusalCause.EXPIRED, plain().bearer(token));
    }
  }

  private static Credential expiring(String token, Instant expiresAt, Instant until) {
    return new Credential(
        token,
        Sample.COMPANY,
        token,
        List.of(new AcceptedToken(TokenHash.of(token), until)),
        Set.of("plain"),
        Set.of(),
        Status.ACTIVE,
        expiresAt,
        new Allowance(10, Duration.ofSeconds(1)),
        null);
  }

  @Test
  @DisplayName("G22 the verdict hands on the credential's limits")
  void limits() {
    gate.put(expiring("limited", null, null));
    assertThat(gate.admits(plain().bearer("limited"), presenting()).credential().rateLimit())
        .isEqualTo(new Allowance(10, Duration.ofSeconds(1)));
  }

  @Test
  @DisplayName("G22 while a rotation overlaps, both tokens are the credential; afterwards one")
  void rotation() {
    Credential both =
        new Credential(
            "rotating",
            Sample.COMPANY,
            "rotating",
            List.of(
                new AcceptedToken(TokenHash.of("new"), null),
                new AcceptedToken(TokenHash.of("old"), null)),
            Set.of("plain"),
            Set.of(),
            Status.ACTIVE,
            null,
            null,
            null);
    gate.put(both);
    gate.admits(plain().bearer("old"), presenting());
    gate.admits(plain().bearer("new"), presenting());
    gate.put(
        new Credential(
            "rotating",
            Sample.COMPANY,
            "rotating",
            List.of(new AcceptedToken(TokenHash.of("new"), null)),
            Set.of("plain"),
            Set.of(),
            Status.ACTIVE,
            null,
            null,
            null));
    gate.admits(plain().bearer("new"), presenting());
    refuses(RefusalCode.TOKEN_INVALID, RefusalCause.UNKNOWN, plain().bearer("old"));
    gate.remove(both.key());
    refuses(RefusalCode.TOKEN_INVALID, RefusalCause.UNKNOWN, plain().bearer("new"));
  }

  @Test
  @DisplayName("G22 a token that is for other APIs alone is not permitted")
  void otherApi() {
    gate.put(credential("elsewhere", "named"));
    refuses(RefusalCode.TOKEN_NOT_PERMITTED, RefusalCause.OTHER_API, plain().bearer("elsewhere"));
  }

  @Test
  @DisplayName("S7 another company's credential does not exist here, even if it names the API")
  void otherCompany() {
    gate.put(credential("other company", "foreign", Status.ACTIVE, Set.of(), "plain"));
    Refusal refusal =
        gate.refuses(
            RefusalCode.TOKEN_INVALID,
            RefusalCause.UNKNOWN,
            plain().bearer("foreign"),
            presenting());
    assertThat(refusal.presented().credentialId()).isNull();
  }

  @Test
  @DisplayName("G23 a bound credential works with any one of its certificates and no other")
  void binding() {
    gate.admits(secure().bearer("bound"), presenting(MINE));
    gate.admits(secure().bearer("bound"), presenting(SPARE));
    Refusal refusal =
        gate.refuses(
            RefusalCode.TOKEN_INVALID,
            RefusalCause.BOUND_ELSEWHERE,
            secure().bearer("bound"),
            presenting(THEIRS));
    assertThat(refusal.presented().credentialId()).isEqualTo("credential-of-bound");
    assertThat(refusal.expected().boundCertificates())
        .isEqualTo(Set.of(Sample.fingerprint(MINE), Sample.fingerprint(SPARE)));
  }

  @Test
  @DisplayName("G23 a binding to a certificate that a renewal replaced says so")
  void bindingRetired() {
    gate.put(entry("secure", RENEWED));
    Refusal refusal =
        gate.refuses(
            RefusalCode.TOKEN_INVALID,
            RefusalCause.BINDING_RETIRED,
            secure().bearer("bound"),
            presenting(RENEWED));
    assertThat(refusal.similar())
        .extracting(similar -> similar.certificate().fingerprint())
        .containsExactly(Sample.fingerprint(MINE));
  }

  @Test
  @DisplayName("G24 bound but not listed is refused as not listed")
  void boundNotListed() {
    gate.remove(entry("secure", MINE).key());
    gate.refuses(
        RefusalCode.CERTIFICATE_NOT_ALLOWED,
        RefusalCause.KNOWN_NOT_LISTED,
        secure().bearer("bound"),
        presenting(MINE));
  }

  @Test
  @DisplayName("G25 an unbound credential works with every listed certificate")
  void unbound() {
    for (TestCertificate each : List.of(MINE, SPARE, THEIRS)) {
      gate.admits(secure().bearer("good"), presenting(each));
    }
  }

  @Test
  @DisplayName("G26 a bound credential needs its certificate on an API without mutual TLS too")
  void boundOnPlainApi() {
    gate.admits(plain().bearer("bound"), presenting(MINE));
    refuses(RefusalCode.TOKEN_INVALID, RefusalCause.BOUND_ELSEWHERE, plain().bearer("bound"));
    gate.refuses(
        RefusalCode.TOKEN_INVALID,
        RefusalCause.BOUND_ELSEWHERE,
        plain().bearer("bound"),
        presenting(THEIRS, MINE));
    gate.refuses(
        RefusalCode.TOKEN_INVALID,
        RefusalCause.BOUND_ELSEWHERE,
        plain().bearer("bound"),
        ClientConnection.plain());
  }

  @Test
  @DisplayName("G26 an expired, revoked or deleted certificate keeps no binding")
  void boundToABadCertificate() {
    Call call = plain().bearer("bound");
    RefusalCode invalid = RefusalCode.TOKEN_INVALID;
    gate.put(Sample.revoked(MINE));
    gate.refuses(invalid, RefusalCause.BOUND_ELSEWHERE, call, presenting(MINE));
    gate.remove(stored(MINE).key());
    gate.refuses(invalid, RefusalCause.BOUND_ELSEWHERE, call, presenting(MINE));
    gate.put(stored(MINE)).admits(call, presenting(MINE));
    gate.clock().set(Sample.certificate(MINE).notAfter().plusSeconds(1));
    gate.refuses(invalid, RefusalCause.BOUND_ELSEWHERE, call, presenting(MINE));
  }

  @Test
  @DisplayName(
      "G26 a bound token with a wrong certificate is refused before its APIs are looked at")
  void bindingFirst() {
    gate.put(bound("mine alone", Set.of(MINE), "named"), bound("mine", Set.of(MINE), "named"));
    refuses(RefusalCode.TOKEN_INVALID, RefusalCause.BOUND_ELSEWHERE, plain().bearer("mine"));
  }

  @Test
  @DisplayName("G27 a bad certificate with a bad token gets the certificate's error")
  void certificateFirst() {
    TestCertificate stranger = TestCertificate.selfSigned("stranger");
    for (Call call :
        List.of(secure(), secure().bearer("unheard-of"), secure().bearer("a").bearer("a"))) {
      gate.refuses(
          RefusalCode.CERTIFICATE_NOT_ALLOWED, RefusalCause.UNKNOWN, call, presenting(stranger));
      gate.refuses(RefusalCode.CERTIFICATE_REQUIRED, RefusalCause.NONE_SENT, call, presenting());
    }
  }

  @Test
  @DisplayName("What a refused client is told never says whether a token exists")
  void indistinguishable() {
    gate.put(
        credential(Sample.COMPANY, "asleep", Status.SUSPENDED, Set.of(), "plain"),
        credential(Sample.COMPANY, "dead", Status.REVOKED, Set.of(), "plain"),
        credential("other company", "foreign", Status.ACTIVE, Set.of(), "plain"),
        expiring("over", Instant.EPOCH, null));
    Set<Answer> answers = new HashSet<>();
    Set<String> bodies = new HashSet<>();
    for (String token :
        List.of("unheard-of", "asleep", "dead", "foreign", "over", "bound", "mal formed")) {
      Answer answer = gate.refuses(plain().bearer(token), presenting()).answer();
      answers.add(answer);
      bodies.add(new String(ProblemJson.render(answer, "id"), StandardCharsets.UTF_8));
    }
    assertThat(answers).hasSize(1);
    assertThat(bodies).hasSize(1);
  }

  @Test
  @DisplayName("The check says what a request would be told, by certificate and credential alone")
  void check() {
    Decider decider = gate.decider();
    assertThat(decider.check(gate.snapshot(), "secure", presenting(MINE), "credential-of-bound"))
        .isEmpty();
    assertThat(decider.check(gate.snapshot(), "secure", presenting(MINE), null)).isEmpty();
    assertThat(decider.check(gate.snapshot(), "secure", presenting(THEIRS), "credential-of-bound"))
        .map(Refusal::cause)
        .contains(RefusalCause.BOUND_ELSEWHERE);
    assertThat(decider.check(gate.snapshot(), "secure", presenting(), null))
        .map(Refusal::cause)
        .contains(RefusalCause.NONE_SENT);
  }
}
