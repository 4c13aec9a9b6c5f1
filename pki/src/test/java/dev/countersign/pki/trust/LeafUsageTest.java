package dev.countersign.pki.trust;

import static dev.countersign.pki.trust.Finding.certificate;
import static dev.countersign.pki.trust.Finding.client;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testkit.certificate.CertificateMaker;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeafUsageTest {
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String ANY = "2.5.29.37.0";
  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

  private final TestCertificate root = TestCertificate.ca("Root");

  private void accepted(Consumer<CertificateMaker> usage) {
    TestCertificate leaf = root.issueClient("c", usage);
    client(leaf).listing(root).trusted();
    assertThat(LeafUsage.STRICT.permits(certificate(leaf))).isTrue();
  }

  private void refused(Consumer<CertificateMaker> usage) {
    TestCertificate leaf = root.issueClient("c", usage);
    client(leaf).listing(root).refused(PathFault.USAGE_NOT_CLIENT);
    assertThat(LeafUsage.STRICT.objectionTo(certificate(leaf))).isPresent();
  }

  @Test
  @DisplayName("G4 extended key usage absent, clientAuth or any is accepted")
  void acceptedUsages() {
    accepted(maker -> maker.withoutUsage());
    accepted(maker -> maker.extendedKeyUsage(CLIENT_AUTH));
    accepted(maker -> maker.extendedKeyUsage(ANY));
    accepted(maker -> maker.extendedKeyUsage(SERVER_AUTH, CLIENT_AUTH));
  }

  @Test
  @DisplayName("G4 extended key usage without clientAuth is refused")
  void otherUsages() {
    refused(maker -> maker.extendedKeyUsage(SERVER_AUTH));
    refused(maker -> maker.extendedKeyUsage(CODE_SIGNING));
  }

  @Test
  @DisplayName("G4 an empty extended key usage is refused")
  void emptyUsage() {
    refused(maker -> maker.extendedKeyUsage());
  }

  @Test
  @DisplayName("G4 a key usage without digitalSignature is refused")
  void withoutDigitalSignature() {
    refused(maker -> maker.keyUsage(KeyUsage.keyEncipherment));
  }

  @Test
  @DisplayName("G4 an extended key usage that cannot be read is refused, for a listed leaf too")
  void unreadableUsage() {
    TestCertificate leaf =
        root.issueClient("c", maker -> maker.extension("2.5.29.37", false, new byte[] {1, 1, 0}));
    assertThat(LeafUsage.STRICT.permits(certificate(leaf))).isFalse();
    client(leaf).listing(root).refused(PathFault.EXTENSION_MALFORMED);
  }

  @Test
  @DisplayName("G4 serverAuth alone is accepted where an API tolerates it, other usages are not")
  void tolerated() {
    TestCertificate server = root.issueClient("c", maker -> maker.serverAuth());
    client(server).listing(root).using(LeafUsage.TOLERATE_SERVER_AUTH).trusted();
    TestCertificate signing = root.issueClient("c", maker -> maker.extendedKeyUsage(CODE_SIGNING));
    client(signing)
        .listing(root)
        .using(LeafUsage.TOLERATE_SERVER_AUTH)
        .refused(PathFault.USAGE_NOT_CLIENT);
  }
}
