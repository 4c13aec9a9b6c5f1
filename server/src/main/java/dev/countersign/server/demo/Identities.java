package dev.countersign.server.demo;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.issue.CertificateAuthority;
import dev.countersign.pki.issue.HeldCertificate;
import dev.countersign.pki.issue.SigningRequest;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The certificates of the sample company's API consumers, made on the spot.
 *
 * <p>Anna, Boris and Dora have theirs from a public CA that the company does not list. Carla and
 * Erik have theirs from a partner's issuing CA, under the partner's root, which it does list.
 *
 * @param partnerRoot listed
 * @param partnerIssuing in the store, not listed, and not sent by Carla
 */
record Identities(
    HeldCertificate anna,
    HeldCertificate boris,
    HeldCertificate carla,
    HeldCertificate dora,
    HeldCertificate erik,
    Certificate partnerRoot,
    Certificate partnerIssuing) {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEARS = Duration.ofDays(3650);

  static Identities make() {
    InstantSource now = InstantSource.system();
    CertificateAuthority publicCa = CertificateAuthority.create("Public CA", now, YEARS);
    Instant then = now.instant().minus(Duration.ofDays(30));
    CertificateAuthority root =
        CertificateAuthority.createRoot("Partner Root CA", InstantSource.fixed(then), YEARS);
    CertificateAuthority issuing = root.issueAuthority("Partner Issuing CA", YEARS);
    CertificateAuthority issuingNow = CertificateAuthority.restore(issuing.held(), now);
    return new Identities(
        client(publicCa, "anna"),
        client(publicCa, "boris"),
        client(issuingNow, "carla"),
        client(publicCa, "dora"),
        client(issuing, "erik"),
        root.certificate(),
        issuing.certificate());
  }

  /** Valid for a day, from the CA's own now. */
  private static HeldCertificate client(CertificateAuthority issuer, String name) {
    KeyPair key = SigningRequest.newKey();
    Certificate certificate =
        issuer.issueClient(SigningRequest.create(key, name), name + ".example", DAY);
    return HeldCertificate.of(certificate, List.of(), key.getPrivate());
  }
}
