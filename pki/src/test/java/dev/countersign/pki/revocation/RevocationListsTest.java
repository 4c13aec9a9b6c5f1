package dev.countersign.pki.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.trust.IssuerPool;
import dev.countersign.pki.trust.LeafUsage;
import dev.countersign.pki.trust.PathFault;
import dev.countersign.pki.trust.PathFinder;
import dev.countersign.pki.trust.PathVerdict;
import dev.countersign.pki.trust.PresentedChain;
import dev.countersign.testkit.certificate.TestCertificate;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PKITS proves the details (see PkitsTest); here is what a caller meets. */
class RevocationListsTest {
  private final Instant now = Instant.now();
  private final TestCertificate root = TestCertificate.ca("Root");
  private final TestCertificate leaf =
      root.issueClient("c", maker -> maker.serialNumber(BigInteger.valueOf(4711)));

  private static RevocationList list(TestCertificate issuer, Instant from, long... revoked)
      throws Exception {
    X509v2CRLBuilder builder =
        new X509v2CRLBuilder(new X509CertificateHolder(issuer.der()).getSubject(), Date.from(from));
    builder.setNextUpdate(Date.from(from.plus(Duration.ofDays(7))));
    for (long serial : revoked) {
      builder.addCRLEntry(BigInteger.valueOf(serial), Date.from(from), CRLReason.keyCompromise);
    }
    return RevocationList.parse(
        builder
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.privateKey()))
            .getEncoded());
  }

  private PathVerdict judge(RevocationLists lists) throws Exception {
    Certificate anchor = Certificate.parse(root.der());
    return PathFinder.requiring(lists)
        .find(
            PresentedChain.of(List.of(leaf.der())),
            IssuerPool.of(List.of(anchor)),
            anchor.fingerprint()::equals,
            _ -> false,
            LeafUsage.STRICT,
            now);
  }

  private static PathFault fault(PathVerdict verdict) {
    assertThat(verdict).isInstanceOf(PathVerdict.NotTrusted.class);
    return ((PathVerdict.NotTrusted) verdict).fault();
  }

  @Test
  @DisplayName("S9 a list that does not name the certificate clears it")
  void cleared() throws Exception {
    RevocationList list = list(root, now.minus(Duration.ofDays(1)), 1);
    assertThat(judge(RevocationLists.of(List.of(list)))).isInstanceOf(PathVerdict.Trusted.class);
    assertThat(list.nextUpdate()).isPresent();
  }

  @Test
  @DisplayName("S9 who is cleared by a list is cleared until its next update")
  void clearedUntilNextUpdate() throws Exception {
    RevocationList list = list(root, now.minus(Duration.ofDays(1)));
    assertThat(judge(RevocationLists.of(List.of(list))).validUntil())
        .isEqualTo(list.nextUpdate().orElseThrow());
  }

  @Test
  @DisplayName("S9 a list that names the certificate revokes it")
  void revoked() throws Exception {
    RevocationList list = list(root, now.minus(Duration.ofDays(1)), 4711);
    assertThat(fault(judge(RevocationLists.of(List.of(list))))).isEqualTo(PathFault.LEAF_REVOKED);
  }

  @Test
  @DisplayName("S9 without a list, with a stale one or a forged one, nobody is cleared")
  void notCleared() throws Exception {
    assertThat(fault(judge(RevocationLists.of(List.of())))).isEqualTo(PathFault.REVOCATION_UNKNOWN);
    RevocationList stale = list(root, now.minus(Duration.ofDays(30)));
    assertThat(fault(judge(RevocationLists.of(List.of(stale)))))
        .isEqualTo(PathFault.REVOCATION_UNKNOWN);
    RevocationList forged = list(TestCertificate.ca("Root"), now.minus(Duration.ofDays(1)));
    assertThat(fault(judge(RevocationLists.of(List.of(forged)))))
        .isEqualTo(PathFault.REVOCATION_UNKNOWN);
  }

  @Test
  @DisplayName("S9 bytes that are no list are refused")
  void unreadable() {
    for (byte[] bytes : new byte[][] {{}, {1, 2, 3}, root.der()}) {
      assertThatThrownBy(() -> RevocationList.parse(bytes))
          .isInstanceOf(UnreadableRevocationListException.class);
    }
  }
}
