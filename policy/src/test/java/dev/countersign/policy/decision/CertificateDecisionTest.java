package dev.countersign.policy.decision;

import static dev.countersign.policy.fixture.Gate.HOST;
import static dev.countersign.policy.fixture.Gate.presenting;
import static dev.countersign.policy.fixture.Sample.api;
import static dev.countersign.policy.fixture.Sample.entry;
import static dev.countersign.policy.fixture.Sample.fingerprint;
import static dev.countersign.policy.fixture.Sample.mutualTls;
import static dev.countersign.policy.fixture.Sample.revoked;
import static dev.countersign.policy.fixture.Sample.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.pki.trust.ChainUnreadableException;
import dev.countersign.pki.trust.PresentedChain;
import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Authentication;
import dev.countersign.policy.configuration.MutualTls;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.fixture.Call;
import dev.countersign.policy.fixture.Gate;
import dev.countersign.policy.fixture.Sample;
import dev.countersign.testkit.certificate.KeyKind;
import dev.countersign.testkit.certificate.TestCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateDecisionTest {
  private static final TestCertificate ROOT = TestCertificate.ca("Root");
  private static final TestCertificate ISSUING = ROOT.issueCa("Issuing");
  private static final TestCertificate CLIENT = ISSUING.issueClient("client");
  private static final TestCertificate OTHER = TestCertificate.selfSigned("other");

  private final ApiConfiguration orders =
      Sample.with(mutualTls(api("orders", "/orders", HOST)), new Authentication.None());
  private final Call call = Call.to(HOST, "/orders/1");

  private void refuses(RefusalCause cause, Gate gate, TestCertificate... sent) {
    Refusal refusal =
        gate.refuses(RefusalCode.CERTIFICATE_NOT_ALLOWED, cause, call, presenting(sent));
    assertThat(refusal.answer().error())
        .isEqualTo("Certificate with SHA256 " + sent[0].fingerprint() + " not allowed");
  }

  @Test
  @DisplayName("G2 a listed certificate within its dates is accepted")
  void listed() {
    Gate gate = Gate.with(orders, stored(CLIENT), entry("orders", CLIENT));
    assertThat(gate.admits(call, presenting(CLIENT)).clientCertificate())
        .isEqualTo(Sample.certificate(CLIENT));
  }

  @Test
  @DisplayName("G2 notBefore and notAfter are both inclusive")
  void dates() {
    Gate gate = Gate.with(orders, stored(CLIENT), entry("orders", CLIENT));
    var certificate = Sample.certificate(CLIENT);
    gate.clock().set(certificate.notBefore());
    gate.admits(call, presenting(CLIENT));
    gate.clock().set(certificate.notAfter());
    gate.admits(call, presenting(CLIENT));
    gate.clock().set(certificate.notBefore().minusMillis(1));
    gate.refuses(
        RefusalCode.CERTIFICATE_NOT_YET_VALID, RefusalCause.LEAF, call, presenting(CLIENT));
    gate.clock().set(certificate.notAfter().plusSeconds(1));
    gate.refuses(RefusalCode.CERTIFICATE_EXPIRED, RefusalCause.LEAF, call, presenting(CLIENT));
  }

  @Test
  @DisplayName("G1 an entry whose certificate is not in the store grants nothing")
  void entryWithoutCertificate() {
    Gate gate = Gate.with(orders, entry("orders", OTHER), entry("orders", ROOT));
    refuses(RefusalCause.UNKNOWN, gate, OTHER);
    refuses(RefusalCause.UNKNOWN, gate, CLIENT, ISSUING, ROOT);
    StoredCertificate elsewhere = stored("other company", OTHER, false);
    refuses(RefusalCause.UNKNOWN, gate.put(elsewhere), OTHER);
  }

  @Test
  @DisplayName(
      "G7 a certificate that was deleted from the store is refused though its entry lingers")
  void deleted() {
    Gate gate =
        Gate.with(
            orders, stored(OTHER), stored(ROOT), entry("orders", OTHER), entry("orders", ROOT));
    gate.admits(call, presenting(OTHER));
    gate.admits(call, presenting(CLIENT, ISSUING));
    gate.remove(stored(OTHER).key()).remove(stored(ROOT).key());
    refuses(RefusalCause.UNKNOWN, gate, OTHER);
    refuses(RefusalCause.UNKNOWN, gate, CLIENT, ISSUING);
  }

  @Test
  @DisplayName(
      "G3 a path to a listed CA is accepted, its intermediate from the client or the store")
  void path() {
    Gate gate = Gate.with(orders, stored(ROOT), entry("orders", ROOT));
    gate.admits(call, presenting(CLIENT, ISSUING));
    refuses(RefusalCause.ISSUER_UNKNOWN, gate, CLIENT);
    gate.put(stored(ISSUING));
    gate.admits(call, presenting(CLIENT));
    gate.remove(stored(ISSUING).key());
    refuses(RefusalCause.ISSUER_UNKNOWN, gate, CLIENT);
  }

  @Test
  @DisplayName("G3 another company's stored CAs build no path")
  void othersIntermediates() {
    Gate gate =
        Gate.with(
            orders, stored(ROOT), entry("orders", ROOT), stored("other company", ISSUING, false));
    refuses(RefusalCause.ISSUER_UNKNOWN, gate, CLIENT);
  }

  @Test
  @DisplayName("G4 usage without client authentication is refused, for listed leaves and under CAs")
  void usage() {
    TestCertificate server = ROOT.issueClient("server", leaf -> leaf.serverAuth());
    TestCertificate empty = ROOT.issueClient("empty", leaf -> leaf.extendedKeyUsage());
    TestCertificate absent = ROOT.issueClient("absent", leaf -> leaf.withoutUsage());
    TestCertificate noSignature = ROOT.issueClient("agreement", leaf -> leaf.keyUsage(8));
    Gate byLeaf = Gate.with(orders);
    for (TestCertificate each : List.of(server, empty, absent, noSignature)) {
      byLeaf.put(stored(each), entry("orders", each));
    }
    Gate byCa = Gate.with(orders, stored(ROOT), entry("orders", ROOT));
    for (Gate gate : List.of(byLeaf, byCa)) {
      refuses(RefusalCause.USAGE_NOT_CLIENT, gate, server);
      gate.refuses(call, presenting(empty));
      refuses(RefusalCause.USAGE_NOT_CLIENT, gate, noSignature);
      gate.admits(call, presenting(absent));
      gate.put(Sample.with(orders, new MutualTls(MutualTls.Mode.ENFORCE, true)));
      gate.admits(call, presenting(server));
      gate.refuses(call, presenting(empty));
    }
  }

  @Test
  @DisplayName(
      "G5 a listed certificate, or the listed CA, sent along behind the leaf grants nothing")
  void sentAlong() {
    Gate gate =
        Gate.with(
            orders, stored(CLIENT), entry("orders", CLIENT), stored(ROOT), entry("orders", ROOT));
    refuses(RefusalCause.SENT_BUT_NOT_PROVEN, gate, OTHER, CLIENT);
    refuses(RefusalCause.SENT_BUT_NOT_PROVEN, gate, OTHER, ROOT);
    refuses(RefusalCause.SENT_BUT_NOT_PROVEN, gate, OTHER, CLIENT, ISSUING, ROOT);
  }

  @Test
  @DisplayName(
      "G6 a certificate with a listed one's names, serial number and issuer name is refused")
  void sameName() {
    TestCertificate forged =
        TestCertificate.selfSigned("client", leaf -> leaf.issuerName("CN=Issuing"));
    Gate gate = Gate.with(orders, stored(CLIENT), entry("orders", CLIENT));
    refuses(RefusalCause.RENEWAL_NOT_LISTED, gate, forged);
    TestCertificate forgedCa = TestCertificate.ca("Root");
    Gate byCa = Gate.with(orders, stored(ROOT), entry("orders", ROOT));
    refuses(RefusalCause.SIGNATURE_INVALID, byCa, forgedCa.issueClient("anybody"), forgedCa);
  }

  @Test
  @DisplayName("G11 a certificate listed for one API is refused on another; a plain API needs none")
  void sideBySide() {
    ApiConfiguration invoices =
        Sample.with(mutualTls(api("invoices", "/invoices", HOST)), new Authentication.None());
    ApiConfiguration plain = Sample.with(api("plain", "/plain", HOST), new Authentication.None());
    Gate gate = Gate.with(orders, invoices, plain, stored(CLIENT), entry("invoices", CLIENT));
    refuses(RefusalCause.LISTED_ELSEWHERE, gate, CLIENT);
    gate.admits(Call.to(HOST, "/invoices"), presenting(CLIENT));
    gate.admits(Call.to(HOST, "/plain"), presenting());
    assertThat(gate.admits(Call.to(HOST, "/plain"), presenting(CLIENT)).clientCertificate())
        .as("which nobody has checked")
        .isNull();
  }

  @Test
  @DisplayName("G11 what one API accepted on a connection is judged anew for another API on it")
  void oneConnectionTwoApis() {
    ApiConfiguration invoices = mutualTls(api("invoices", "/invoices", HOST));
    Gate gate = Gate.with(orders, invoices, stored(CLIENT), entry("orders", CLIENT));
    ClientConnection connection = presenting(CLIENT);
    gate.admits(call, connection);
    gate.refuses(
        RefusalCode.CERTIFICATE_NOT_ALLOWED,
        RefusalCause.LISTED_ELSEWHERE,
        Call.to(HOST, "/invoices").bearer("any"),
        connection);
    gate.admits(call, connection);
  }

  @Test
  @DisplayName("G12 an API with mutual TLS is not served without TLS")
  void withoutTls() {
    Gate gate = Gate.with(orders, api("plain", "/plain", HOST));
    gate.refuses(RefusalCode.TLS_REQUIRED, null, call, ClientConnection.plain());
    gate.refuses(
        RefusalCode.TOKEN_MISSING,
        RefusalCause.ABSENT,
        Call.to(HOST, "/plain"),
        ClientConnection.plain());
  }

  @Test
  @DisplayName("G13 a list may mix leaf and CA entries in any order")
  void mixed() {
    Gate gate =
        Gate.with(
            entry("orders", OTHER), stored(ROOT), orders, entry("orders", ROOT), stored(OTHER));
    gate.admits(call, presenting(OTHER));
    gate.admits(call, presenting(CLIENT, ISSUING));
  }

  @Test
  @DisplayName("G16 a leaf entry with a weak key works; in a path it is refused")
  void weakKey() {
    TestCertificate weak = ROOT.issueClient("weak", leaf -> leaf.key(KeyKind.RSA_1024));
    refuses(
        RefusalCause.KEY_TOO_WEAK, Gate.with(orders, stored(ROOT), entry("orders", ROOT)), weak);
    Gate.with(orders, stored(weak), entry("orders", weak)).admits(call, presenting(weak));
  }

  @Test
  @DisplayName("No certificate: it was not sent, or not asked for")
  void none() {
    Gate gate = Gate.with(orders);
    gate.refuses(RefusalCode.CERTIFICATE_REQUIRED, RefusalCause.NONE_SENT, call, presenting());
    gate.refuses(
        RefusalCode.CERTIFICATE_REQUIRED,
        RefusalCause.NOT_ASKED,
        call,
        ClientConnection.tls("TLSv1.3", HOST, false, null));
  }

  @Test
  @DisplayName("G17 what is over the limits or no certificate is refused")
  void unreadable() {
    ChainUnreadableException why = unreadableChain();
    Refusal refusal =
        Gate.with(orders)
            .refuses(
                RefusalCode.CERTIFICATE_NOT_ALLOWED,
                RefusalCause.UNREADABLE,
                call,
                ClientConnection.tlsWithUnreadableChain("TLSv1.3", HOST, why));
    assertThat(refusal.message()).contains(why.getMessage());
  }

  private static ChainUnreadableException unreadableChain() {
    try {
      PresentedChain.of(List.of(new byte[] {1, 2, 3}));
      throw new AssertionError("That was no certificate");
    } catch (ChainUnreadableException e) {
      return e;
    }
  }

  @Test
  @DisplayName("A revoked certificate is refused, listed or under a listed CA")
  void revokedLeaf() {
    Gate byLeaf = Gate.with(orders, revoked(CLIENT), entry("orders", CLIENT));
    byLeaf.refuses(RefusalCode.CERTIFICATE_REVOKED, RefusalCause.LEAF, call, presenting(CLIENT));
    Gate byCa = Gate.with(orders, stored(ROOT), entry("orders", ROOT), stored(CLIENT));
    byCa.admits(call, presenting(CLIENT, ISSUING));
    byCa.put(revoked(CLIENT));
    byCa.refuses(
        RefusalCode.CERTIFICATE_REVOKED, RefusalCause.LEAF, call, presenting(CLIENT, ISSUING));
  }

  @Test
  @DisplayName("A revoked CA vouches for nobody")
  void revokedIssuer() {
    Gate gate = Gate.with(orders, stored(ROOT), entry("orders", ROOT), stored(ISSUING));
    gate.admits(call, presenting(CLIENT));
    gate.put(revoked(ISSUING));
    refuses(RefusalCause.ISSUER_REVOKED, gate, CLIENT);
  }

  @Test
  @DisplayName("G7 whoever rewrites the signature of a revoked certificate, leaf or CA, is refused")
  void revokedAndRewritten() {
    TestCertificate leaf = CLIENT.withRewrittenSignature();
    TestCertificate issuing = ISSUING.withRewrittenSignature();
    Gate gate = Gate.with(orders, stored(ROOT), entry("orders", ROOT));
    gate.admits(call, presenting(leaf, issuing));
    gate.put(revoked(CLIENT));
    gate.refuses(
        RefusalCode.CERTIFICATE_REVOKED, RefusalCause.LEAF, call, presenting(leaf, ISSUING));
    gate.remove(revoked(CLIENT).key()).put(revoked(ISSUING));
    refuses(RefusalCause.ISSUER_REVOKED, gate, CLIENT, issuing);
  }

  @Test
  @DisplayName("Under a listed CA, but expired or not yet valid")
  void datesInPath() {
    Gate gate = Gate.with(orders, stored(ROOT), entry("orders", ROOT));
    gate.refuses(
        RefusalCode.CERTIFICATE_EXPIRED,
        RefusalCause.LEAF,
        call,
        presenting(ROOT.issueClient("old", leaf -> leaf.expired())));
    gate.refuses(
        RefusalCode.CERTIFICATE_NOT_YET_VALID,
        RefusalCause.LEAF,
        call,
        presenting(ROOT.issueClient("new", leaf -> leaf.notYetValid())));
  }

  @Test
  @DisplayName("A stored certificate that is on no list is told from an unknown one")
  void known() {
    Gate gate = Gate.with(orders, stored(OTHER));
    refuses(RefusalCause.KNOWN_NOT_LISTED, gate, OTHER);
    refuses(RefusalCause.UNKNOWN, gate, TestCertificate.selfSigned("stranger"));
    gate.put(stored(ROOT), entry("orders", ROOT));
    refuses(RefusalCause.UNKNOWN, gate, TestCertificate.selfSigned("stranger"));
  }

  @Test
  @DisplayName("A forgotten renewal names the listed certificate with the same key or subject")
  void renewal() {
    TestCertificate sameKey = TestCertificate.selfSigned("renamed", leaf -> leaf.key(OTHER.key()));
    TestCertificate sameName = TestCertificate.selfSigned("other");
    Gate gate = Gate.with(orders, stored(OTHER), entry("orders", OTHER), stored(sameName));
    refuses(RefusalCause.RENEWAL_NOT_LISTED, gate, sameKey);
    refuses(RefusalCause.RENEWAL_NOT_LISTED, gate, sameName);
    Refusal refusal = gate.refuses(call, presenting(sameName));
    assertThat(refusal.similar())
        .extracting(similar -> similar.certificate().fingerprint())
        .containsExactly(fingerprint(OTHER));
    assertThat(refusal.expected().allowList()).containsExactly(stored(OTHER));
    assertThat(refusal.expected().allowListSize()).isEqualTo(1);
    assertThat(refusal.presented().certificate()).isEqualTo(Sample.certificate(sameName));
    assertThat(refusal.presented().chain()).containsExactly(fingerprint(sameName));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Every fault of a path is told apart")
  @CsvSource({
    "PATH_TOO_LONG",
    "NAME_NOT_PERMITTED",
    "ISSUER_NOT_CA",
    "ISSUER_EXPIRED",
    "ISSUER_NOT_YET_VALID",
    "SIGNATURE_INVALID",
    "CRITICAL_EXTENSION_UNKNOWN"
  })
  void faults(RefusalCause cause) {
    TestCertificate root =
        cause == RefusalCause.PATH_TOO_LONG
            ? TestCertificate.ca("Root of " + cause, ca -> ca.pathLength(0))
            : TestCertificate.ca("Root of " + cause);
    TestCertificate issuing =
        root.issueCa(
            "Issuing",
            ca -> {
              switch (cause) {
                case NAME_NOT_PERMITTED -> ca.permitDns("allowed.test");
                case ISSUER_NOT_CA -> ca.basicConstraints(false, null);
                case ISSUER_EXPIRED -> ca.expired();
                case ISSUER_NOT_YET_VALID -> ca.notYetValid();
                default -> {}
              }
            });
    TestCertificate leaf =
        issuing.issueClient(
            "client",
            client -> {
              switch (cause) {
                case NAME_NOT_PERMITTED -> client.dnsNames("elsewhere.test");
                case SIGNATURE_INVALID -> client.withBrokenSignature();
                case CRITICAL_EXTENSION_UNKNOWN ->
                    client.extension("1.2.3.4.5", true, new byte[] {5, 0});
                default -> {}
              }
            });
    refuses(cause, Gate.with(orders, stored(root), entry("orders", root)), leaf, issuing);
  }

  @Test
  @DisplayName(
      "G7 an open connection's certificate is judged anew when the clock passes its notAfter")
  void clockPasses() {
    TestCertificate brief =
        ROOT.issueClient("brief", leaf -> leaf.validUntil(Instant.now().plusSeconds(3600)));
    for (TestCertificate listed : List.of(brief, ROOT)) {
      Gate gate = Gate.with(orders, stored(listed), entry("orders", listed));
      ClientConnection connection = presenting(brief);
      gate.admits(call, connection);
      gate.clock().set(Sample.certificate(brief).notAfter());
      gate.admits(call, connection);
      gate.clock().advance(Duration.ofSeconds(1));
      gate.refuses(RefusalCode.CERTIFICATE_EXPIRED, RefusalCause.LEAF, call, connection);
    }
  }

  @Test
  @DisplayName(
      "G7 an open connection's certificate is refused on the next request once unlisted, deleted or revoked")
  void changesOnOpenConnection() {
    ClientConnection connection = presenting(OTHER);
    Gate gate = Gate.with(orders, stored(OTHER), entry("orders", OTHER));
    gate.admits(call, connection);
    gate.remove(entry("orders", OTHER).key());
    gate.refuses(
        RefusalCode.CERTIFICATE_NOT_ALLOWED, RefusalCause.KNOWN_NOT_LISTED, call, connection);
    gate.put(entry("orders", OTHER)).admits(call, connection);
    gate.put(revoked(OTHER));
    gate.refuses(RefusalCode.CERTIFICATE_REVOKED, RefusalCause.LEAF, call, connection);
    gate.put(stored(OTHER)).admits(call, connection);
    gate.remove(stored(OTHER).key());
    gate.refuses(RefusalCode.CERTIFICATE_NOT_ALLOWED, RefusalCause.UNKNOWN, call, connection);
  }

  @Test
  @DisplayName("G13 a keep-alive request looks nothing up that was looked up before")
  void remembered() {
    Gate gate = Gate.with(orders, stored(OTHER), entry("orders", OTHER));
    ClientConnection connection = presenting(OTHER);
    gate.admits(call, connection);
    ApiConfiguration api = gate.snapshot().api("orders");
    CertificateFinding first = connection.remembered(gate.snapshot(), api, gate.clock().instant());
    assertThat(first).isNotNull();
    gate.admits(call, connection);
    assertThat(connection.remembered(gate.snapshot(), api, gate.clock().instant())).isSameAs(first);
    gate.put(stored(CLIENT));
    assertThat(connection.remembered(gate.snapshot(), api, gate.clock().instant())).isNull();
  }
}
