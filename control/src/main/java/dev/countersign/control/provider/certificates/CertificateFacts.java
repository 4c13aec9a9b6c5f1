package dev.countersign.control.provider.certificates;

import dev.countersign.pki.certificate.Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a certificate says, as a page shows it: whoever made the certificate chose how long it is,
 * so everything is cut.
 *
 * @param names the alternative names, {@link #SHOWN} at most
 * @param moreNames those after the first, likewise cut
 */
public record CertificateFacts(
    String subject,
    String issuer,
    String serial,
    String fingerprint,
    String key,
    String usage,
    List<String> names,
    List<String> moreNames) {

  private static final int SHOWN = 8;
  private static final int LONGEST = 300;
  private static final int LONGEST_NAME = 120;

  private static final Map<String, String> PURPOSES =
      Map.of(
          "1.3.6.1.5.5.7.3.1", "serverAuth",
          "1.3.6.1.5.5.7.3.2", "clientAuth",
          "1.3.6.1.5.5.7.3.3", "codeSigning",
          "1.3.6.1.5.5.7.3.4", "emailProtection",
          "1.3.6.1.5.5.7.3.8", "timeStamping",
          "1.3.6.1.5.5.7.3.9", "OCSPSigning",
          "2.5.29.37.0", "any");

  static CertificateFacts of(Certificate certificate) {
    List<String> names =
        certificate.subjectAlternativeNames().stream()
            .map(name -> cut(name, LONGEST_NAME))
            .toList();
    int shown = Math.min(SHOWN, names.size());
    return new CertificateFacts(
        certificate.subject().isEmpty() ? "(empty)" : cut(certificate.subject(), LONGEST),
        cut(certificate.issuer(), LONGEST),
        cut(serial(certificate.serial()), LONGEST_NAME),
        certificate.fingerprint().toString(),
        certificate.keySize() == 0
            ? certificate.keyAlgorithm()
            : certificate.keyAlgorithm() + " " + certificate.keySize(),
        cut(usage(certificate), LONGEST),
        names.subList(0, shown),
        names.subList(shown, names.size()));
  }

  /** As openssl writes it. */
  private static String serial(String hex) {
    String even = hex.length() % 2 == 0 ? hex : "0" + hex;
    return even.toUpperCase(Locale.ROOT).replaceAll("([0-9A-F]{2})(?=[0-9A-F])", "$1:");
  }

  private static String usage(Certificate certificate) {
    String key =
        certificate.isCa()
            ? "issues certificates"
            : certificate.permitsDigitalSignature() ? "digitalSignature" : "no digitalSignature";
    Optional<List<String>> purposes = certificate.extendedKeyUsages();
    if (purposes.isEmpty()) {
      return key + "; any purpose";
    }
    String named =
        purposes.get().stream()
            .limit(10)
            .map(oid -> PURPOSES.getOrDefault(oid, oid))
            .collect(Collectors.joining(", "));
    return key + "; " + (named.isEmpty() ? "no purpose" : named);
  }

  /** The text, or its beginning. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "…";
  }
}
