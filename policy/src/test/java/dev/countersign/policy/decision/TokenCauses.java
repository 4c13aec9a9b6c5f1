package dev.countersign.policy.decision;

import static dev.countersign.policy.decision.RefusalCase.ALICE;
import static dev.countersign.policy.decision.RefusalCase.SELF;
import static dev.countersign.policy.decision.RefusalCase.TOKEN;
import static dev.countersign.policy.decision.RefusalCase.gate;
import static dev.countersign.policy.decision.RefusalCase.token;
import static dev.countersign.policy.fixture.Gate.HOST;
import static dev.countersign.policy.fixture.Gate.presenting;
import static dev.countersign.policy.fixture.Sample.api;
import static dev.countersign.policy.fixture.Sample.bound;
import static dev.countersign.policy.fixture.Sample.credential;
import static dev.countersign.policy.fixture.Sample.stored;

import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.Authentication.AuthToken;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.fixture.Call;
import dev.countersign.policy.fixture.Gate;
import dev.countersign.policy.fixture.Sample;
import dev.countersign.testkit.certificate.TestCertificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tokens that are missing, not good, or not for this API. */
final class TokenCauses {

  private TokenCauses() {}

  static List<RefusalCase> all() {
    return Stream.of(tokensMissing(), tokensInvalid()).flatMap(List::stream).toList();
  }

  private static Call plain() {
    return Call.to(HOST, "/plain/1");
  }

  private static List<RefusalCase> tokensMissing() {
    RefusalCode missing = RefusalCode.TOKEN_MISSING;
    String as = "header Authorization: Bearer <token> to the API “plain API”.";
    Entity named = Sample.with(api("named", "/named", HOST), new AuthToken("X-Api-Key", false));
    return List.of(
        token(
            missing,
            RefusalCause.ABSENT,
            gate(),
            plain(),
            "The request carries no token.",
            "The caller should send its token as " + as),
        token(
            missing,
            RefusalCause.OTHER_SCHEME,
            gate(),
            plain().header("Authorization", "Basic abc"),
            "The Authorization header is there, but not with the scheme Bearer.",
            "The caller should send the token as " + as),
        token(
            missing,
            RefusalCause.OTHER_HEADER,
            gate(named),
            Call.to(HOST, "/named").bearer(TOKEN),
            "The request has no token where this API looks for it, but one elsewhere.",
            "The caller should send the token as header X-Api-Key: <token> to the API “named"
                + " API”."),
        token(
            RefusalCode.REQUEST_MALFORMED,
            RefusalCause.TOKEN_TWICE,
            gate(),
            plain().bearer(TOKEN).bearer(TOKEN),
            "The request carries its token, or the header for it, more than once.",
            "The caller should send the token once, as " + as),
        token(
            RefusalCode.TOKEN_INVALID,
            RefusalCause.MALFORMED,
            gate(),
            plain().bearer("go od"),
            "What the request carries as its token has characters that no token has, or is too"
                + " long.",
            "The caller should copy the token again, without quotes, blanks or line breaks."));
  }

  private static Gate holding(Credential credential) {
    return gate(credential, stored(ALICE), stored(SELF));
  }

  private static RefusalCase invalid(
      RefusalCause cause, Credential credential, String message, String advice) {
    return token(
        RefusalCode.TOKEN_INVALID,
        cause,
        holding(credential),
        plain().bearer(TOKEN),
        message,
        advice);
  }

  private static List<RefusalCase> tokensInvalid() {
    String name = "“a-token's credential”";
    Instant end = Instant.parse("2020-01-02T03:04:05Z");
    Credential good = credential(TOKEN, "plain");
    Credential expired =
        new Credential(
            good.id(),
            good.companyId(),
            good.name(),
            good.tokens(),
            good.apis(),
            Set.of(),
            good.status(),
            end,
            null,
            null);
    TestCertificate renewed = TestCertificate.selfSigned("self");
    return List.of(
        token(
            RefusalCode.TOKEN_INVALID,
            RefusalCause.UNKNOWN,
            gate(),
            plain().bearer(TOKEN),
            "The token is not one of this company's.",
            "The caller should check that it uses the whole token, and that of this installation;"
                + " or the API's owner should issue a new one for the API “plain API”."),
        invalid(
            RefusalCause.EXPIRED,
            expired,
            "The credential " + name + " expired on 2020-01-02 03:04:05 UTC.",
            "The API's owner should give the credential "
                + name
                + " a later date, if this caller is to be let in."),
        invalid(
            RefusalCause.REVOKED,
            credential(Sample.COMPANY, TOKEN, Credential.Status.REVOKED, Set.of(), "plain"),
            "The credential " + name + " is revoked.",
            "The API's owner should issue a new credential in place of "
                + name
                + ", if this caller is to be let in."),
        invalid(
            RefusalCause.SUSPENDED,
            credential(Sample.COMPANY, TOKEN, Credential.Status.SUSPENDED, Set.of(), "plain"),
            "The credential " + name + " is suspended.",
            "The API's owner should activate the credential "
                + name
                + " again, if this caller is to be let in."),
        invalid(
            RefusalCause.BOUND_ELSEWHERE,
            bound(TOKEN, Set.of(ALICE), "plain"),
            "The credential "
                + name
                + " is bound to the certificate “CN=alice”, and the client presented none.",
            "The caller should present the certificate that the credential is bound to, on a host"
                + " that asks for one."),
        new RefusalCase(
            RefusalCode.TOKEN_INVALID,
            RefusalCause.BOUND_ELSEWHERE,
            holding(bound(TOKEN, Set.of(ALICE), "plain")),
            plain().bearer(TOKEN),
            presenting(SELF),
            "The credential "
                + name
                + " is bound to the certificate “CN=alice”, not to the presented one.",
            "The caller should present the certificate that the credential is bound to. If nobody"
                + " can explain the call, the token may be stolen: the API's owner should rotate "
                + name
                + "."),
        new RefusalCase(
            RefusalCode.TOKEN_INVALID,
            RefusalCause.BINDING_RETIRED,
            holding(bound(TOKEN, Set.of(SELF), "plain")),
            plain().bearer(TOKEN),
            presenting(renewed),
            "The credential "
                + name
                + " is not bound to the presented certificate, but to one with the same key or the"
                + " same name: one of them renews the other.",
            "The API's owner should bind the credential "
                + name
                + " to the presented certificate too; or the caller should present the bound one."),
        token(
            RefusalCode.TOKEN_NOT_PERMITTED,
            RefusalCause.OTHER_API,
            holding(credential(TOKEN, "invoices")),
            plain().bearer(TOKEN),
            "The credential " + name + " is not for the API “plain API”.",
            "The API's owner should add the API “plain API” to the credential "
                + name
                + ", if this caller is to be let in; or the caller meant another API."));
  }
}
