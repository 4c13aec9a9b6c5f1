package dev.countersign.policy.decision;

import dev.countersign.pki.certificate.Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was found of a connection's certificate for one API and snapshot. It holds while the clock
 * is within both instants, inclusive.
 *
 * @param refusal why it is refused; null where it is accepted
 * @param accepted the certificate; null where it is refused
 */
record CertificateFinding(
    @Nullable Refusal refusal,
    @Nullable Certificate accepted,
    Instant validFrom,
    Instant validUntil) {

  static CertificateFinding accepted(Certificate leaf, Instant from, Instant until) {
    return new CertificateFinding(null, leaf, from, until);
  }

  static CertificateFinding refused(Refusal refusal, Instant from, Instant until) {
    return new CertificateFinding(refusal, null, from, until);
  }

  static CertificateFinding refusedAlways(Refusal refusal) {
    return refused(refusal, Instant.MIN, Instant.MAX);
  }

  boolean holdsAt(Instant now) {
    return !now.isBefore(validFrom) && !now.isAfter(validUntil);
  }
}
