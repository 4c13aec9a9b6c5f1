package dev.countersign.policy.decision;

import static dev.countersign.policy.fixture.Gate.HOST;
import static dev.countersign.policy.fixture.Gate.presenting;
import static dev.countersign.policy.fixture.Sample.api;
import static dev.countersign.policy.fixture.Sample.bound;
import static dev.countersign.policy.fixture.Sample.credential;
import static dev.countersign.policy.fixture.Sample.entry;
import static dev.countersign.policy.fixture.Sample.mutualTls;
import static dev.countersign.policy.fixture.Sample.revoked;
import static dev.countersign.policy.fixture.Sample.stored;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.Authentication;
import dev.countersign.policy.configuration.Authentication.AuthToken;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.fixture.Call;
import dev.countersign.policy.fixture.Gate;
import dev.countersign.policy.fixture.Sample;
import dev.countersign.policy.fixture.UnreadableChain;
import dev.countersign.policy.report.RefusalRecord;
import dev.countersign.policy.report.SampleReport;
import dev.countersign.testkit.certificate.CertificateMaker;
import dev.countersign.testkit.certificate.KeyKind;
import dev.countersign.testkit.certificate.TestCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every cause, by a decision that is really made: what the owner is told happened, and who is told
 * to do what. In the words, {@code <leaf>} stands for the presented certificate's subject.
 */
class EveryCauseTest {
  private static final TestCertificate ROOT = TestCertificate.ca("Root");
  private static final TestCertificate ALICE = ROOT.issueClient("alice");
  private static final TestCertificate SELF = TestCertificate.selfSigned("self");
  private static final String TOKEN = "a-token";
  private static final String LIST = "the allow list of the API “orders API”";
  private static final String BY_ITSELF =
      "or the API's owner should list “<leaf>” itself on “orders API”, instead of its CA.";
  private static final String OTHER_CERTIFICATE =
      "The caller should ask its CA for a certificate that the CA is entitled to issue; "
          + BY_ITSELF;

  private static final Entity ORDERS =
      Sample.with(mutualTls(api("orders", "/orders", HOST)), new Authentication.None());
  private static final Entity INVOICES =
      Sample.with(mutualTls(api("invoices", "/invoices", HOST)), new Authentication.None());
  private static final Entity PLAIN = api("plain", "/plain", HOST);

  /** One refusal, and the words for it. */
  private record Case(
      RefusalCode code,
      RefusalCause cause,
      Gate gate,
      Call call,
      ClientConnection connection,
      String message,
      String advice) {

    void check() {
      Refusal refusal = gate.refuses(code, cause, call, connection);
      assertThat(refusal.message()).matches(pattern(filled(message, refusal)));
      assertThat(refusal.advice()).isEqualTo(filled(advice, refusal));
      RefusalRecord record =
          RefusalRecord.of(
              SampleReport.newId(), Instant.EPOCH, refusal, "GET", HOST, call.target());
      assertThat(record.code()).isEqualTo(code.code());
      assertThat(record.cause()).isEqualTo(cause.text());
      assertThat(record.message()).isEqualTo(refusal.message());
      assertThat(record.advice()).isEqualTo(refusal.advice());
    }

    /** An asterisk stands for anything: what pki says of a path is asserted there. */
    private static Pattern pattern(String words) {
      return Pattern.compile(
          Arrays.stream(words.split("\\*", -1)).map(Pattern::quote).collect(joining(".*")));
    }

    private static String filled(String words, Refusal refusal) {
      var leaf = refusal.presented().certificate();
      return leaf == null
          ? words
          : words
              .replace("<leaf>", leaf.subject())
              .replace("<issuer>", leaf.issuer())
              .replace("<from>", Words.time(leaf.notBefore()))
              .replace("<until>", Words.time(leaf.notAfter()));
    }
  }

  private static Case certificate(
      RefusalCause cause, Gate gate, String message, String advice, TestCertificate... sent) {
    return certificate(
        RefusalCode.CERTIFICATE_NOT_ALLOWED, cause, gate, presenting(sent), message, advice);
  }

  private static Case certificate(
      RefusalCode code,
      RefusalCause cause,
      Gate gate,
      ClientConnection connection,
      String message,
      String advice) {
    return new Case(code, cause, gate, Call.to(HOST, "/orders/1"), connection, message, advice);
  }

  private static Case token(
      RefusalCode code, RefusalCause cause, Gate gate, Call call, String message, String advice) {
    return new Case(code, cause, gate, call, presenting(), message, advice);
  }

  private static Gate gate(Entity... more) {
    return Gate.with(
        Stream.concat(Stream.of(ORDERS, INVOICES, PLAIN), Arrays.stream(more))
            .toArray(Entity[]::new));
  }

  private static Gate listing(TestCertificate listed) {
    return gate(stored(listed), entry("orders", listed));
  }

  private static List<Case> without() {
    return List.of(
        certificate(
            RefusalCode.CERTIFICATE_REQUIRED,
            RefusalCause.NONE_SENT,
            gate(),
            presenting(),
            "The client sent no certificate, and the API “orders API” needs one.",
            "The caller should set its client certificate and the private key that belongs to it in"
                + " its software (with curl: --cert and --key). If it has none yet, it should ask"
                + " the owner of the API “orders API”."),
        certificate(
            RefusalCode.CERTIFICATE_REQUIRED,
            RefusalCause.NOT_ASKED,
            gate(),
            ClientConnection.tls("TLSv1.3", HOST, false, null),
            "The connection was made without asking for a certificate, and the API “orders API”"
                + " needs one.",
            "The caller should connect anew, with the API's own host name in the URL, so that the"
                + " gateway asks for its certificate."),
        certificate(
            RefusalCode.CERTIFICATE_NOT_ALLOWED,
            RefusalCause.UNREADABLE,
            gate(),
            ClientConnection.tlsWithUnreadableChain("TLSv1.3", HOST, UnreadableChain.garbage()),
            "What the client sent as its certificate was not accepted: "
                + UnreadableChain.garbage().getMessage()
                + (UnreadableChain.garbage().getMessage().endsWith(".") ? "" : "."),
            "The caller should send its own certificate and the intermediate certificates above it"
                + " to the API “orders API”, nothing else."));
  }

  private static List<Case> unlisted() {
    TestCertificate renewed = TestCertificate.selfSigned("self");
    return List.of(
        certificate(
            RefusalCause.UNKNOWN,
            gate(),
            "The client's certificate “<leaf>” is not known: it is not on " + LIST + ".",
            "The API's owner should upload “<leaf>” to the certificate store and put it on "
                + LIST
                + ", if this caller is to be let in; or the caller should present the certificate"
                + " that is listed.",
            SELF),
        certificate(
            RefusalCause.KNOWN_NOT_LISTED,
            gate(stored(SELF)),
            "The client's certificate “<leaf>” is in the certificate store, but not on "
                + LIST
                + ".",
            "The API's owner should put “<leaf>” on " + LIST + ", if this caller is to be let in.",
            SELF),
        certificate(
            RefusalCause.LISTED_ELSEWHERE,
            gate(stored(SELF), entry("invoices", SELF)),
            "The client's certificate “<leaf>” is on the allow list of the API “invoices API”, not"
                + " on that of “orders API”.",
            "The API's owner should put “<leaf>” on "
                + LIST
                + " too, if this caller is to be let in; or the caller meant the other API, and"
                + " should check the address.",
            SELF),
        certificate(
            RefusalCause.RENEWAL_NOT_LISTED,
            listing(SELF),
            "The client's certificate “<leaf>” is not on "
                + LIST
                + ", but one with the same key or the same name is: it looks like a renewal that"
                + " nobody has listed.",
            "If the caller says that it renewed its certificate, the API's owner should put"
                + " “<leaf>” on "
                + LIST
                + " beside the old one. A certificate of the same name proves nothing by itself.",
            renewed),
        certificate(
            RefusalCause.SENT_BUT_NOT_PROVEN,
            listing(ALICE),
            "The client's certificate “<leaf>” is not on "
                + LIST
                + "; a certificate that is on it was only sent along, without proof of its private"
                + " key.",
            "The caller should put the listed certificate first in its certificate file, before"
                + " “<leaf>”, and use the private key that belongs to it.",
            SELF,
            ALICE),
        certificate(
            RefusalCause.ISSUER_UNKNOWN,
            listing(ROOT),
            "The client's certificate “<leaf>” was issued by “<issuer>”, which was neither sent"
                + " along nor is in the certificate store.",
            "The caller should send the intermediate certificates together with its own; or the"
                + " API's owner should upload the certificate of “<issuer>” to the certificate"
                + " store. If nobody knows that issuer, the certificate is simply not allowed.",
            ROOT.issueCa("Issuing").issueClient("bob")));
  }

  private static List<Case> dates() {
    TestCertificate old = ROOT.issueClient("old", CertificateMaker::expired);
    TestCertificate early = ROOT.issueClient("early", CertificateMaker::notYetValid);
    return List.of(
        certificate(
            RefusalCode.CERTIFICATE_EXPIRED,
            RefusalCause.LEAF,
            listing(old),
            presenting(old),
            "The client's certificate “<leaf>” was valid until <until>.",
            "The caller should get a new certificate, give it to the API's owner to be put on the"
                + " allow list of “orders API”, and present that one. If it did so already, its"
                + " software still uses the old file."),
        certificate(
            RefusalCode.CERTIFICATE_NOT_YET_VALID,
            RefusalCause.LEAF,
            listing(early),
            presenting(early),
            "The client's certificate “<leaf>” is valid from <from> on, which is still to come.",
            "The caller should use its former certificate until then, or have one issued that"
                + " begins now. If that time has passed, a clock is wrong: the caller's CA's, or"
                + " the gateway's."),
        certificate(
            RefusalCode.CERTIFICATE_REVOKED,
            RefusalCause.LEAF,
            gate(revoked(ALICE), entry("orders", ALICE)),
            presenting(ALICE),
            "The client's certificate “<leaf>” was revoked by the owner of the API “orders API”.",
            "The caller should get a new certificate with a new private key. The API's owner can"
                + " tell why “<leaf>” was revoked."));
  }

  private static Case path(
      RefusalCause cause,
      Consumer<CertificateMaker> root,
      Consumer<CertificateMaker> issuing,
      Consumer<CertificateMaker> leaf,
      String why,
      String advice) {
    TestCertificate top = TestCertificate.ca("Top", root);
    TestCertificate ca = top.issueCa("Issuing", issuing);
    return certificate(
        cause,
        listing(top),
        "The client's certificate “<leaf>” was not accepted: " + why,
        advice,
        ca.issueClient("carol", leaf),
        ca);
  }

  private static List<Case> paths() {
    Consumer<CertificateMaker> nothing = maker -> {};
    byte[] explicitPolicy = {0x30, 3, (byte) 0x80, 1, 0};
    TestCertificate revokedCa = ROOT.issueCa("Withdrawn");
    List<TestCertificate> namesakes =
        IntStream.range(0, 100).mapToObj(any -> TestCertificate.ca("Namesake")).toList();
    List<Entity> listed = new ArrayList<>();
    for (TestCertificate each : namesakes) {
      listed.add(stored(each));
      listed.add(entry("orders", each));
    }
    return List.of(
        path(
            RefusalCause.PATH_TOO_LONG,
            ca -> ca.pathLength(0),
            nothing,
            nothing,
            "The issuer 'CN=Top' allows*",
            OTHER_CERTIFICATE),
        path(
            RefusalCause.NAME_NOT_PERMITTED,
            nothing,
            ca -> ca.permitDns("allowed.test"),
            leaf -> leaf.dnsNames("elsewhere.test"),
            "*outside of what its issuer 'CN=Issuing' may certify*",
            OTHER_CERTIFICATE),
        path(
            RefusalCause.ISSUER_NOT_CA,
            nothing,
            ca -> ca.basicConstraints(false, null),
            nothing,
            "The issuer 'CN=Issuing' is no CA by its basic constraints*",
            OTHER_CERTIFICATE),
        path(
            RefusalCause.POLICY_NOT_ACCEPTABLE,
            nothing,
            ca -> ca.extension("2.5.29.36", true, explicitPolicy),
            nothing,
            "*polic*",
            OTHER_CERTIFICATE),
        path(
            RefusalCause.ISSUER_EXPIRED,
            nothing,
            CertificateMaker::expired,
            nothing,
            "The issuer 'CN=Issuing' expired on*",
            "A CA above “<leaf>” is outside its dates: the caller should send that CA's renewed"
                + " certificate along, or the API's owner should upload it."),
        path(
            RefusalCause.ISSUER_NOT_YET_VALID,
            nothing,
            CertificateMaker::notYetValid,
            nothing,
            "The issuer 'CN=Issuing' is valid only from*",
            "A CA above “<leaf>” is outside its dates: the caller should send that CA's renewed"
                + " certificate along, or the API's owner should upload it."),
        certificate(
            RefusalCause.ISSUER_REVOKED,
            gate(stored(ROOT), entry("orders", ROOT), revoked(revokedCa)),
            "The client's certificate “<leaf>” was not accepted: The issuer 'CN=Withdrawn' is"
                + " revoked*",
            "A CA above “<leaf>” is revoked: the caller should get a certificate from another CA"
                + " that the owner of the API “orders API” lists.",
            revokedCa.issueClient("dave"),
            revokedCa),
        path(
            RefusalCause.SIGNATURE_INVALID,
            nothing,
            nothing,
            CertificateMaker::withBrokenSignature,
            "The signature is not by the key of 'CN=Issuing'*",
            "“<leaf>” is damaged, or was not issued by the CA that it names. The caller should ask"
                + " its CA for it again."),
        path(
            RefusalCause.CRITICAL_EXTENSION_UNKNOWN,
            nothing,
            nothing,
            leaf -> leaf.extension("1.2.3.4.5", true, new byte[] {5, 0}),
            "The certificate demands that its extension 1.2.3.4.5 be understood*",
            "The caller should ask its CA for a plain certificate for TLS clients; " + BY_ITSELF),
        path(
            RefusalCause.EXTENSION_MALFORMED,
            nothing,
            nothing,
            leaf -> leaf.extension("2.5.29.17", false, new byte[] {1, 1, 0}),
            "The extension 2.5.29.17 cannot be read*",
            "The caller should ask its CA for a plain certificate for TLS clients; " + BY_ITSELF),
        path(
            RefusalCause.KEY_TOO_WEAK,
            nothing,
            nothing,
            leaf -> leaf.key(KeyKind.RSA_1024),
            "The certificate has*",
            "The caller should get a certificate with a key of today's strength (RSA of 2048 bits,"
                + " P-256) and a SHA-256 signature; "
                + BY_ITSELF),
        path(
            RefusalCause.USAGE_NOT_CLIENT,
            nothing,
            nothing,
            CertificateMaker::serverAuth,
            "*",
            "The caller should ask its CA for a certificate for TLS clients (extended key usage"
                + " clientAuth) in place of “<leaf>”."),
        certificate(
            RefusalCause.SEARCH_LIMIT,
            gate(listed.toArray(Entity[]::new)),
            "*",
            "The caller should send “<leaf>” and only the intermediate certificates above it.",
            TestCertificate.ca("Namesake").issueClient("erin")));
  }

  private static Call plain() {
    return Call.to(HOST, "/plain/1");
  }

  private static List<Case> tokensMissing() {
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

  private static Case invalid(
      RefusalCause cause, Credential credential, String message, String advice) {
    return token(
        RefusalCode.TOKEN_INVALID,
        cause,
        holding(credential),
        plain().bearer(TOKEN),
        message,
        advice);
  }

  private static List<Case> tokensInvalid() {
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
        new Case(
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
        new Case(
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

  private static List<Case> requests() {
    ClientConnection anyHost = ClientConnection.tls("TLSv1.3", null, true, null);
    String plainUrl =
        "The caller should send a plain URL; if it does, something between it and the gateway"
            + " changes it.";
    return List.of(
        new Case(
            RefusalCode.REQUEST_MALFORMED,
            RefusalCause.HOST_MALFORMED,
            gate(),
            Call.to("api test", "/"),
            anyHost,
            "The host is neither a name nor an address.",
            plainUrl),
        new Case(
            RefusalCode.REQUEST_MALFORMED,
            RefusalCause.TARGET_MALFORMED,
            gate(),
            Call.to(HOST, "/orders/%2e%2e%2f"),
            anyHost,
            "The path has an encoded slash or backslash.",
            plainUrl),
        new Case(
            RefusalCode.ROUTE_NOT_FOUND,
            RefusalCause.HOST_UNKNOWN,
            gate(),
            Call.to("nowhere.test", "/"),
            anyHost,
            "No API is published on the host “nowhere.test”.",
            "The caller should check the host name; the API's owner should check the API's hosts"
                + " and that it is active."),
        new Case(
            RefusalCode.ROUTE_NOT_FOUND,
            RefusalCause.PATH_UNKNOWN,
            gate(),
            Call.to(HOST, "/nothing"),
            anyHost,
            "No API on the host “api.test” has a listen path that the request's path begins with.",
            "The caller should check the path; the API's owner should check that the API is"
                + " active."));
  }

  private static List<Case> all() {
    return Stream.of(
            without(), unlisted(), dates(), paths(), tokensMissing(), tokensInvalid(), requests())
        .flatMap(List::stream)
        .toList();
  }

  @TestFactory
  @DisplayName("Each cause is told apart, with its message and its advice")
  Stream<DynamicTest> words() {
    return all().stream()
        .map(each ->
            DynamicTest.dynamicTest(each.code.code() + " " + each.cause.text(), each::check));
  }

  @Test
  @DisplayName("No cause is missing here")
  void complete() {
    assertThat(all()).extracting(Case::cause).contains(RefusalCause.values());
  }
}
