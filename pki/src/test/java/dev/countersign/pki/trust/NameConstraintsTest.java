package dev.countersign.pki.trust;

import static dev.countersign.pki.trust.Finding.client;

import dev.countersign.testkit.certificate.CertificateMaker;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameConstraintsTest {

  /** Judged twice: the constraint in the listed CA itself, and in an intermediate under it. */
  private static void judge(
      Consumer<CertificateMaker> constraint, Consumer<CertificateMaker> names, boolean permitted) {
    TestCertificate anchor = TestCertificate.ca("Anchor", constraint);
    expect(client(anchor.issueClient("c", names)).listing(anchor), permitted);
    TestCertificate root = TestCertificate.ca("Root");
    TestCertificate ca = root.issueCa("Constrained", constraint);
    expect(client(ca.issueClient("c", names)).sending(ca).listing(root), permitted);
  }

  private static void expect(Finding finding, boolean permitted) {
    if (permitted) {
      finding.trusted();
    } else {
      finding.refused(PathFault.NAME_NOT_PERMITTED);
    }
  }

  @ParameterizedTest(name = "G3 permitted {0}: {1} -> {2}")
  @DisplayName("G3 permitted DNS subtrees, the listed CA's own too, bound the names below")
  @CsvSource({
    "example.com, example.com, true",
    "example.com, api.example.com, true",
    "example.com, API.Example.COM, true",
    "example.com, a.b.example.com, true",
    "example.com, *.example.com, true",
    "example.com, badexample.com, false",
    "example.com, example.org, false",
    ".example.com, api.example.com, true",
    ".example.com, example.com, false",
    "api.example.com, *.example.com, false",
    "example.com, api..example.com, false",
    "example.com, 'api .example.com', false",
  })
  void permittedDns(String subtree, String name, boolean permitted) {
    judge(ca -> ca.permitDns(subtree), leaf -> leaf.dnsNames(name), permitted);
  }

  @ParameterizedTest(name = "G3 excluded {0}: {1} -> {2}")
  @DisplayName("G3 excluded DNS subtrees, the listed CA's own too, bound the names below")
  @CsvSource({
    "example.com, example.org, true",
    "example.com, example.com, false",
    "example.com, api.example.com, false",
    "example.com, API.EXAMPLE.com., false",
    "api.example.com, www.example.com, true",
    "api..com, www.example.com, false",
  })
  void excludedDns(String subtree, String name, boolean permitted) {
    if (subtree.contains("..")) {
      TestCertificate ca = TestCertificate.ca("A", maker -> maker.excludeDns(subtree));
      client(ca.issueClient("c", leaf -> leaf.dnsNames(name)))
          .listing(ca)
          .refused(PathFault.EXTENSION_MALFORMED);
      return;
    }
    judge(ca -> ca.excludeDns(subtree), leaf -> leaf.dnsNames(name), permitted);
  }

  @ParameterizedTest(name = "G3 excluded {0}: {1} -> {2}")
  @DisplayName("G3 a wildcard DNS name that reaches into an excluded subtree is refused")
  @CsvSource({
    "secret.example.com, *.example.com, false",
    "secret.example.com, *.example.org, true",
    "deep.secret.example.com, *.example.com, true",
    "secret.example.com, s*.example.com, false",
    "example.com, *.example.com, false",
    ".secret.example.com, *.secret.example.com, false",
  })
  void wildcard(String subtree, String name, boolean permitted) {
    judge(ca -> ca.excludeDns(subtree), leaf -> leaf.dnsNames(name), permitted);
  }

  @ParameterizedTest(name = "G3 permitted {0}: {1} -> {2}")
  @DisplayName("G3 permitted mail subtrees bound the addresses below")
  @CsvSource({
    "example.com, a@example.com, true",
    "example.com, a@mail.example.com, false",
    ".example.com, a@mail.example.com, true",
    ".example.com, a@example.com, false",
    "a@example.com, a@example.com, true",
    "a@example.com, b@example.com, false",
    "example.com, nobody, false",
  })
  void emails(String subtree, String name, boolean permitted) {
    judge(ca -> ca.permit(GeneralName.rfc822Name, subtree), leaf -> leaf.emails(name), permitted);
  }

  @Test
  @DisplayName("G3 a mail constraint holds for the address in the subject too")
  void emailInSubject() {
    judge(
        ca -> ca.permit(GeneralName.rfc822Name, "example.com"),
        leaf -> leaf.subject("CN=c,EMAILADDRESS=a@example.org"),
        false);
  }

  @ParameterizedTest(name = "G3 permitted {0}: {1} -> {2}")
  @DisplayName("G3 permitted address ranges bound the addresses below")
  @CsvSource({
    "10.0.0.0/8, 10.1.2.3, true",
    "10.0.0.0/8, 11.1.2.3, false",
    "10.0.0.0/8, ::1, false",
    "2001:db8::/32, 2001:db8::7, true",
    "2001:db8::/32, 2001:db9::7, false",
  })
  void addresses(String range, String address, boolean permitted) {
    judge(
        ca -> ca.permit(GeneralName.iPAddress, range),
        leaf -> leaf.ipAddresses(address),
        permitted);
  }

  @ParameterizedTest(name = "G3 permitted {0}: {1} -> {2}")
  @DisplayName("G3 permitted URI subtrees bound the hosts below")
  @CsvSource({
    "example.com, https://example.com/a, true",
    "example.com, https://api.example.com/a, false",
    ".example.com, spiffe://api.example.com/workload, true",
    "example.com, https://example.com@evil.org/, false",
    "example.com, https://10.0.0.1/, false",
    "example.com, urn:example.com, false",
  })
  void uris(String subtree, String uri, boolean permitted) {
    judge(
        ca -> ca.permit(GeneralName.uniformResourceIdentifier, subtree),
        leaf -> leaf.uris(uri),
        permitted);
  }

  @ParameterizedTest(name = "G3 permitted {0}: {1} -> {2}")
  @DisplayName("G3 permitted directory subtrees bound the subject below")
  @CsvSource({
    "'O=Acme', 'O=Acme,CN=client', true",
    "'O=Acme', 'O=ACME,CN=client', true",
    "'O=Acme', 'O=Other,CN=client', false",
    "'O=Acme', 'CN=client,O=Acme', false",
  })
  void directory(String subtree, String subject, boolean permitted) {
    judge(
        ca -> ca.permit(GeneralName.directoryName, subtree),
        leaf -> leaf.subject(subject),
        permitted);
  }

  @Test
  @DisplayName("G3 an intermediate's own names are bound too")
  void intermediateOutside() {
    TestCertificate root =
        TestCertificate.ca("Root", ca -> ca.permit(GeneralName.directoryName, "O=Acme"));
    TestCertificate ca = root.issueCa("Outside");
    client(ca.issueClient("c", leaf -> leaf.subject("O=Acme,CN=c")))
        .sending(ca)
        .listing(root)
        .refused(PathFault.NAME_NOT_PERMITTED);
  }

  @Test
  @DisplayName("G3 a form of name that is constrained and not compared here is refused")
  void registeredId() {
    judge(
        ca -> ca.permit(GeneralName.registeredID, "1.2.3"),
        leaf -> leaf.alternativeName(GeneralName.registeredID, "1.2.3"),
        false);
  }

  @Test
  @DisplayName("G3 names whose form is not constrained pass, whatever their syntax")
  void syntaxWithoutConstraint() {
    judge(
        ca -> ca.permitDns("example.com"),
        leaf -> leaf.emails("not an address").uris("::::").dnsNames("a.example.com"),
        true);
    TestCertificate plain = TestCertificate.ca("Plain");
    client(plain.issueClient("c", leaf -> leaf.dnsNames("not a..name", "").emails("@")))
        .listing(plain)
        .trusted();
  }
}
