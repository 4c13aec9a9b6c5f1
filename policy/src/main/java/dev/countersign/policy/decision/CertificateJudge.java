package dev.countersign.policy.decision;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.trust.PathFault;
import dev.countersign.pki.trust.PresentedChain;
import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.snapshot.CompanyStore;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an API's allow list accepts the certificate that a connection's client proved: the leaf
 * itself by its fingerprint (G2), or a listed CA by a path (G3).
 */
final class CertificateJudge {
  private static final Duration LAST_SECOND = Duration.ofSeconds(1).minusNanos(1);

  private final PathCache paths = new PathCache();

  CertificateFinding judge(CallCase call) {
    PresentedChain chain = call.connection().chain();
    if (chain == null) {
      return CertificateFinding.refusedAlways(CertificateRefusals.nothingPresented(call));
    }
    Certificate leaf = chain.leaf();
    StoredCertificate listed = call.snapshot().listed(call.api(), leaf.fingerprint());
    if (listed != null) {
      return judgeListed(call, leaf, listed.revoked());
    }
    if (call.snapshot().allowList(call.api().id()).namesAuthorities()) {
      return judgePath(call, chain);
    }
    return CertificateFinding.refusedAlways(
        CertificateRefusals.notListed(call, chain, PathFault.SELF_SIGNED));
  }

  private static CertificateFinding judgeListed(CallCase call, Certificate leaf, boolean revoked) {
    if (revoked) {
      return CertificateFinding.refusedAlways(
          CertificateRefusals.leaf(call, leaf, RefusalCode.CERTIFICATE_REVOKED));
    }
    String objection = PathCache.usageOf(call).objectionTo(leaf).orElse(null);
    if (objection != null) {
      return CertificateFinding.refusedAlways(CertificateRefusals.usage(call, leaf, objection));
    }
    Instant last = leaf.notAfter().plus(LAST_SECOND);
    if (call.now().isAfter(last)) {
      return CertificateFinding.refused(
          CertificateRefusals.leaf(call, leaf, RefusalCode.CERTIFICATE_EXPIRED),
          last.plusNanos(1),
          Instant.MAX);
    }
    if (call.now().isBefore(leaf.notBefore())) {
      return CertificateFinding.refused(
          CertificateRefusals.leaf(call, leaf, RefusalCode.CERTIFICATE_NOT_YET_VALID),
          Instant.MIN,
          leaf.notBefore().minusNanos(1));
    }
    return CertificateFinding.accepted(leaf, leaf.notBefore(), last);
  }

  private CertificateFinding judgePath(CallCase call, PresentedChain chain) {
    PathFinding path = paths.find(call, chain);
    Refusal refusal = pathRefusal(call, chain, path);
    return refusal == null
        ? CertificateFinding.accepted(chain.leaf(), path.validFrom(), path.validUntil())
        : CertificateFinding.refused(refusal, path.validFrom(), path.validUntil());
  }

  private static @Nullable Refusal pathRefusal(
      CallCase call, PresentedChain chain, PathFinding path) {
    Certificate leaf = chain.leaf();
    PathFault fault = path.fault();
    if (fault == null) {
      return isDenied(call.store(), leaf)
          ? CertificateRefusals.leaf(call, leaf, RefusalCode.CERTIFICATE_REVOKED)
          : null;
    }
    return switch (fault) {
      case LEAF_EXPIRED -> CertificateRefusals.leaf(call, leaf, RefusalCode.CERTIFICATE_EXPIRED);
      case LEAF_NOT_YET_VALID ->
          CertificateRefusals.leaf(call, leaf, RefusalCode.CERTIFICATE_NOT_YET_VALID);
      case LEAF_REVOKED -> CertificateRefusals.leaf(call, leaf, RefusalCode.CERTIFICATE_REVOKED);
      case ISSUER_UNKNOWN, SELF_SIGNED -> CertificateRefusals.notListed(call, chain, fault);
      default -> CertificateRefusals.path(call, leaf, fault, path.detail());
    };
  }

  /**
   * Whether the deny list names this certificate, a leaf's or an issuer's. Anyone can write a valid
   * ECDSA signature in a second way, which changes the fingerprint; so a denied certificate with
   * the same key, subject and dates counts as this one.
   */
  static boolean isDenied(CompanyStore store, Certificate certificate) {
    StoredCertificate stored = store.certificate(certificate.fingerprint());
    if (stored != null) {
      return stored.revoked();
    }
    return store.withKeyLike(certificate.keyHash(), Integer.MAX_VALUE).stream()
        .anyMatch(other ->
            other.revoked()
                && other.subjectHash() == certificate.subjectHash()
                && other.notBefore().equals(certificate.notBefore())
                && other.notAfter().equals(certificate.notAfter()));
  }
}
