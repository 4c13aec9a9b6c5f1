package dev.countersign.pki.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.pki.certificate.Certificate;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IntermediateAuthorityTest {

  private static final Duration DAY = Duration.ofDays(1);
  private final InstantSource clock = InstantSource.system();

  @Test
  @DisplayName("a leaf of an intermediate CA leads to its root, by the JDK's judgement")
  void leadsToRoot() throws Exception {
    CertificateAuthority root = CertificateAuthority.createRoot("root", clock, DAY);
    CertificateAuthority intermediate = root.issueAuthority("intermediate", DAY);

    validate(List.of(leafOf(intermediate), intermediate.certificate()), root);
  }

  @Test
  @DisplayName("a CA that was not made as a root, and an intermediate one, have none under them")
  void refusesDepth() {
    CertificateAuthority small = CertificateAuthority.create("small", clock, DAY);
    CertificateAuthority root = CertificateAuthority.createRoot("root", clock, DAY);
    CertificateAuthority intermediate = root.issueAuthority("intermediate", DAY);

    for (CertificateAuthority last : List.of(small, intermediate)) {
      assertThatThrownBy(() -> last.issueAuthority("deeper", DAY))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(intermediate.held().chain()).containsExactly(root.certificate());
  }

  private static Certificate leafOf(CertificateAuthority issuer) {
    return issuer.issueClient(
        SigningRequest.create(SigningRequest.newKey(), "leaf"), "leaf", Duration.ofHours(1));
  }

  private static void validate(List<Certificate> path, CertificateAuthority root) throws Exception {
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(root.held().x509(), null)));
    parameters.setRevocationEnabled(false);
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509")
                .generateCertPath(path.stream().map(HeldCertificate::x509).toList()),
            parameters);
  }
}
