package dev.countersign.gateway.feed;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.CertificateFileException;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.pki.issue.HeldCertificate;
import java.time.Duration;
import java.time.Instant;

/**
 * What an enrolment gave: who this gateway is, and whom it trusts.
 *
 * @param held certificate and key
 * @param authority the fingerprint of the feed's authority
 * @param enrolledWith the hash of the token
 */
record FeedIdentity(
    String gatewayId, HeldCertificate held, Fingerprint authority, String enrolledWith) {

  static FeedIdentity of(
      String gatewayId,
      String certificatePem,
      String privateKeyPem,
      Fingerprint authority,
      String enrolledWith)
      throws EnrolmentException {
    try {
      HeldCertificate held = HeldCertificate.readPem(certificatePem, privateKeyPem);
      return new FeedIdentity(gatewayId, held, authority, enrolledWith);
    } catch (CertificateFileException | IllegalArgumentException e) {
      throw new EnrolmentException("The gateway's certificate or key cannot be read", e);
    }
  }

  FeedIdentity with(HeldCertificate renewed) {
    return new FeedIdentity(gatewayId, renewed, authority, enrolledWith);
  }

  Instant notAfter() {
    return certificate().notAfter();
  }

  boolean isExpiredAt(Instant now) {
    return now.isAfter(notAfter());
  }

  /** After two thirds of the certificate's life. */
  Instant renewAt() {
    Duration life = Duration.between(certificate().notBefore(), notAfter());
    return certificate().notBefore().plus(life.multipliedBy(2).dividedBy(3));
  }

  private Certificate certificate() {
    return held.certificate();
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "FeedIdentity[gatewayId=" + gatewayId + ", notAfter=" + notAfter() + "]";
  }
}
