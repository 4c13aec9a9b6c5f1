package dev.countersign.pki.certificate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** S1: what an upload is told beside what was read. */
final class Warnings {
  private static final Duration SOON = Duration.ofDays(30);

  private Warnings() {}

  static List<CertificateWarning> of(Certificate certificate, Instant now) {
    List<CertificateWarning> warnings = new ArrayList<>();
    if (hasWeakKey(certificate)) {
      warnings.add(
          new CertificateWarning(
              "weak_key",
              "The key is %s; ask the issuer for RSA of 2048 bits or more, P-256, P-384, P-521 or Ed25519."
                  .formatted(keyText(certificate))));
    }
    if (!certificate.isCa() && !usableByClients(certificate)) {
      warnings.add(
          new CertificateWarning(
              "usage_without_client_auth",
              "The certificate's usage does not include client authentication; gateways refuse it"
                  + " where an API does not tolerate that."));
    }
    if (certificate.isValidAt(now) && certificate.notAfter().isBefore(now.plus(SOON))) {
      long days = ChronoUnit.DAYS.between(now, certificate.notAfter());
      warnings.add(
          new CertificateWarning(
              "expiring_soon",
              "The certificate expires on %s, in %s."
                  .formatted(
                      certificate.notAfter(),
                      days == 0 ? "less than a day" : days == 1 ? "a day" : days + " days")));
    }
    return List.copyOf(warnings);
  }

  private static boolean hasWeakKey(Certificate certificate) {
    return switch (certificate.keyAlgorithm()) {
      case "RSA" -> certificate.keySize() < 2048;
      case "EC" -> certificate.keySize() < 256;
      case "Ed25519" -> false;
      default -> true;
    };
  }

  private static String keyText(Certificate certificate) {
    return certificate.keySize() == 0
        ? certificate.keyAlgorithm()
        : certificate.keyAlgorithm() + " of " + certificate.keySize() + " bits";
  }

  private static boolean usableByClients(Certificate certificate) {
    return certificate.permitsDigitalSignature()
        && certificate
            .extendedKeyUsages()
            .map(usages ->
                usages.contains(KeyPurposeId.id_kp_clientAuth.getId())
                    || usages.contains(KeyPurposeId.anyExtendedKeyUsage.getId()))
            .orElse(true);
  }
}
