package dev.countersign.policy.decision;

import static dev.countersign.policy.decision.RefusalCase.ROOT;
import static dev.countersign.policy.decision.RefusalCase.certificate;
import static dev.countersign.policy.decision.RefusalCase.gate;
import static dev.countersign.policy.decision.RefusalCase.listing;
import static dev.countersign.policy.fixture.Sample.entry;
import static dev.countersign.policy.fixture.Sample.revoked;
import static dev.countersign.policy.fixture.Sample.stored;

import dev.countersign.policy.configuration.Entity;
import dev.countersign.testkit.certificate.CertificateMaker;
import dev.countersign.testkit.certificate.KeyKind;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Paths that lead to no listed CA, each for a reason of its own. */
final class PathCauses {

  private static final String BY_ITSELF =
      "or the API's owner should list “<leaf>” itself on “orders API”, instead of its CA.";
  private static final String OTHER_CERTIFICATE =
      "The caller should ask its CA for a certificate that the CA is entitled to issue; "
          + BY_ITSELF;

  private PathCauses() {}

  static List<RefusalCase> all() {
    return paths();
  }

  private static RefusalCase path(
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

  private static List<RefusalCase> paths() {
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
}
