package dev.countersign.pki.certificate;

import static dev.countersign.pki.certificate.CertificateFileProblem.CERTIFICATES_UNRELATED;
import static dev.countersign.pki.certificate.CertificateFileProblem.CERTIFICATE_MISSING;
import static dev.countersign.pki.certificate.CertificateFileProblem.PEM_MALFORMED;
import static dev.countersign.pki.certificate.CertificateFileProblem.PRIVATE_KEY_PRESENT;
import static dev.countersign.pki.certificate.CertificateFileProblem.TOO_LARGE;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * An uploaded PEM file: one certificate, optionally with the chain of its issuers in any order. A
 * file that also holds anything secret is refused.
 *
 * <p>Whether the certificate has expired is the caller's question: {@link Certificate#isValidAt}.
 */
public final class CertificateFile {
  /** A file may have this many bytes: 64 KiB. */
  public static final int MAX_BYTES = 64 * 1024;

  /** A file may have this many certificates. */
  public static final int MAX_CERTIFICATES = 32;

  private final List<Certificate> certificates;

  private CertificateFile(List<Certificate> certificates) {
    this.certificates = List.copyOf(certificates);
  }

  /**
   * Reads an upload.
   *
   * @throws CertificateFileException whatever else the bytes are
   */
  public static CertificateFile read(byte[] content) throws CertificateFileException {
    refuseForeign(content);
    if (content.length > MAX_BYTES) {
      throw new CertificateFileException(
          TOO_LARGE,
          "The file has %d bytes; %d are allowed. Send one certificate and its chain."
              .formatted(content.length, MAX_BYTES));
    }
    refuseDer(content);
    // Latin-1 maps every byte, so that a byte order mark or an umlaut in a comment does no harm.
    return new CertificateFile(
        ordered(readBlocks(new String(content, StandardCharsets.ISO_8859_1))));
  }

  /** The certificate that was uploaded: the one that issued none of the others. */
  public Certificate certificate() {
    return certificates.getFirst();
  }

  /** Its issuers as far as the file has them, nearest first. */
  public List<Certificate> chain() {
    return certificates.subList(1, certificates.size());
  }

  private static void refuseForeign(byte[] content) throws CertificateFileException {
    Optional<ForeignFile> foreign = ForeignFile.of(content);
    if (foreign.isPresent()) {
      throw new CertificateFileException(
          PEM_MALFORMED,
          "The file is %s. Send the certificate as PEM: text with BEGIN and END lines."
              .formatted(foreign.get().description()));
    }
  }

  private static void refuseDer(byte[] content) throws CertificateFileException {
    switch (DerKind.of(content)) {
      case NOT_DER -> {}
      case PRIVATE_KEY -> throw privateKeyPresent();
      case PUBLIC_KEY -> throw publicKeyOnly();
      case OTHER ->
          throw new CertificateFileException(
              PEM_MALFORMED,
              "The file is binary (DER), not PEM. Convert it with:"
                  + " openssl x509 -inform der -in FILE -out FILE.pem");
    }
  }

  private static List<Certificate> readBlocks(String text) throws CertificateFileException {
    List<PemText.Block> blocks = PemText.blocksOf(text);
    LinkedHashSet<Certificate> certificates = new LinkedHashSet<>();
    List<String> otherLabels = new ArrayList<>();
    for (PemText.Block block : blocks) {
      if (!block.isCertificate()) {
        otherLabels.add(block.label());
        continue;
      }
      if (certificates.size() == MAX_CERTIFICATES) {
        throw new CertificateFileException(
            TOO_LARGE,
            "The file has more than %d certificates. Send one certificate and its chain."
                .formatted(MAX_CERTIFICATES));
      }
      certificates.add(parse(block, certificates.size() + 1));
    }
    if (certificates.isEmpty()) {
      throw missing(otherLabels);
    }
    return new ArrayList<>(certificates);
  }

  private static Certificate parse(PemText.Block block, int number)
      throws CertificateFileException {
    byte[] content = block.decoded();
    try {
      return Certificate.parse(content);
    } catch (UnreadableCertificateException e) {
      if (DerKind.of(content) == DerKind.PRIVATE_KEY) {
        throw privateKeyPresent();
      }
      throw new CertificateFileException(
          PEM_MALFORMED,
          "Certificate %d in the file cannot be read: %s.".formatted(number, e.getMessage()));
    }
  }

  private static CertificateFileException missing(List<String> labels) {
    if (labels.isEmpty()) {
      return new CertificateFileException(
          PEM_MALFORMED,
          "The file is not PEM: it has no line -----BEGIN CERTIFICATE-----. Send the certificate as"
              + " text, with its BEGIN and END lines.");
    }
    if (labels.stream().anyMatch(label -> label.endsWith("PUBLIC KEY"))) {
      return publicKeyOnly();
    }
    if (labels.stream().anyMatch(label -> label.startsWith("PKCS7"))) {
      return new CertificateFileException(
          CERTIFICATE_MISSING,
          "The file is PKCS#7. Convert it with:"
              + " openssl pkcs7 -print_certs -in FILE -out FILE.pem");
    }
    if (labels.contains("TRUSTED CERTIFICATE")) {
      return new CertificateFileException(
          CERTIFICATE_MISSING,
          "The file is in OpenSSL's own trusted format. Convert it with:"
              + " openssl x509 -in FILE -out FILE.pem");
    }
    return new CertificateFileException(
        CERTIFICATE_MISSING,
        "The file has no certificate, only: %s. Send the certificate itself."
            .formatted(DisplayText.of(String.join(", ", labels))));
  }

  /** Leaf first, then each one's issuer. */
  private static List<Certificate> ordered(List<Certificate> certificates)
      throws CertificateFileException {
    List<Certificate> rest = new ArrayList<>(certificates);
    Certificate current = leafOf(certificates);
    List<Certificate> chain = new ArrayList<>(List.of(current));
    rest.remove(current);
    while (!rest.isEmpty()) {
      Certificate below = current;
      current =
          rest.stream()
              .filter(candidate -> ChainLink.issued(candidate, below))
              .findFirst()
              .orElseThrow(CertificateFile::unrelated);
      chain.add(current);
      rest.remove(current);
    }
    return chain;
  }

  private static Certificate leafOf(List<Certificate> certificates)
      throws CertificateFileException {
    if (certificates.size() == 1) {
      return certificates.getFirst();
    }
    List<Certificate> leaves =
        certificates.stream().filter(one -> issuedNoOther(one, certificates)).toList();
    if (leaves.size() != 1) {
      throw unrelated();
    }
    return leaves.getFirst();
  }

  private static boolean issuedNoOther(Certificate one, List<Certificate> all) {
    return all.stream()
        .noneMatch(other -> !other.equals(one) && other.issuerName().equals(one.subjectName()));
  }

  private static CertificateFileException unrelated() {
    return new CertificateFileException(
        CERTIFICATES_UNRELATED,
        "The file has certificates that do not form one chain. Send each certificate in a file of"
            + " its own, optionally followed by its issuers.");
  }

  private static CertificateFileException publicKeyOnly() {
    return new CertificateFileException(
        CERTIFICATE_MISSING,
        "The file has a public key but no certificate. Send the certificate that your CA issued for"
            + " this key.");
  }

  static CertificateFileException privateKeyPresent() {
    return new CertificateFileException(
        PRIVATE_KEY_PRESENT,
        "The file has a private key. Nothing was kept. A private key never leaves the machine that"
            + " uses it; consider this one exposed only if the file left your machine, and then"
            + " replace it. Send the certificate alone.");
  }
}
