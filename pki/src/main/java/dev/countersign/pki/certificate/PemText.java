package dev.countersign.pki.certificate;

import static dev.countersign.pki.certificate.CertificateFileProblem.PEM_MALFORMED;
import static dev.countersign.pki.certificate.CertificateFileProblem.TOO_LARGE;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The blocks of a PEM file (RFC 7468), whatever stands between them. Reads in one pass, and looks
 * for anything secret before it decodes anything.
 */
final class PemText {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final int MAX_BLOCKS = 128;
  private static final Set<String> CERTIFICATE_LABELS = Set.of("CERTIFICATE", "X509 CERTIFICATE");
  private static final Pattern WHITE_SPACE = Pattern.compile("[ \\t\\r\\n]+");

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "PRIVATE KEY( BLOCK)?-----|PuTTY-User-Key-File|privateExponent:",
          Pattern.CASE_INSENSITIVE);

  /** One block, its content still encoded. */
  record Block(String label, String body) {
    boolean isCertificate() {
      return CERTIFICATE_LABELS.contains(label);
    }

    byte[] decoded() throws CertificateFileException {
      try {
        return Base64.getDecoder().decode(WHITE_SPACE.matcher(body).replaceAll(""));
      } catch (IllegalArgumentException e) {
        throw new CertificateFileException(
            PEM_MALFORMED,
            "Between BEGIN CERTIFICATE and END CERTIFICATE stands something that is not Base64."
                + " Copy the certificate again, whole and unchanged.");
      }
    }
  }

  private PemText() {}

  static List<Block> blocksOf(String text) throws CertificateFileException {
    if (mentionsPrivateKey(text)) {
      throw CertificateFile.privateKeyPresent();
    }
    List<Block> blocks = new ArrayList<>();
    int at = 0;
    while ((at = text.indexOf(BEGIN, at)) >= 0) {
      if (blocks.size() == MAX_BLOCKS) {
        throw new CertificateFileException(
            TOO_LARGE, "The file has more than %d PEM blocks.".formatted(MAX_BLOCKS));
      }
      int labelEnd = text.indexOf(DASHES, at + BEGIN.length());
      if (labelEnd < 0) {
        throw cutOff();
      }
      String label = text.substring(at + BEGIN.length(), labelEnd).strip();
      int bodyStart = labelEnd + DASHES.length();
      int bodyEnd = text.indexOf(END + label + DASHES, bodyStart);
      if (bodyEnd < 0) {
        throw cutOff();
      }
      blocks.add(new Block(label, text.substring(bodyStart, bodyEnd)));
      at = bodyEnd + END.length();
    }
    return blocks;
  }

  /** In any flavour: PKCS#8, encrypted, PKCS#1, SEC1, DSA, OpenSSH, PGP, PuTTY, openssl's text. */
  private static boolean mentionsPrivateKey(String text) {
    return PRIVATE_KEY.matcher(text).find();
  }

  private static CertificateFileException cutOff() {
    return new CertificateFileException(
        PEM_MALFORMED,
        "The file is cut off: a BEGIN line has no END line. Copy the file again, whole.");
  }
}
