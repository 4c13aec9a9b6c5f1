package dev.countersign.control.provider.certificates;

import dev.countersign.control.web.FieldErrors;
import dev.countersign.control.web.Problem;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.CertificateFile;
import dev.countersign.pki.certificate.CertificateFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * S2: an upload that may be stored; what may not is refused with its own code.
 *
 * @param chain its issuers as far as the file has them, nearest first
 */
record CertificateUpload(CertificateRow row, List<Certificate> chain, List<Warning> warnings) {

  private static final String CHAIN_NOT_KEPT = "chain_not_kept";

  static CertificateUpload judge(String companyId, UploadedFile upload, Instant now) {
    CertificateFile file = read(upload.content());
    Certificate certificate = file.certificate();
    if (now.isAfter(certificate.notAfter())) {
      throw new ProblemException(
          ProblemType.CERTIFICATE_EXPIRED,
          "The certificate expired on %s. Ask its issuer for a new one."
              .formatted(certificate.notAfter()));
    }
    String name = upload.name() == null ? defaultName(certificate) : upload.name();
    return new CertificateUpload(
        CertificateRow.of(companyId, name, certificate, now), file.chain(), warnings(file, now));
  }

  private static CertificateFile read(byte[] content) {
    try {
      return CertificateFile.read(content);
    } catch (CertificateFileException e) {
      throw new ProblemException(
          Problem.of(ProblemType.CERTIFICATE_UNREADABLE, e.code(), String.valueOf(e.getMessage())));
    }
  }

  private static List<Warning> warnings(CertificateFile file, Instant now) {
    List<Warning> warnings =
        new ArrayList<>(file.certificate().warnings(now).stream().map(Warning::of).toList());
    if (!file.chain().isEmpty()) {
      warnings.add(
          new Warning(
              CHAIN_NOT_KEPT,
              "The file's %d issuing certificates were checked but not kept. Upload those that"
                      .formatted(file.chain().size())
                  + " gateways shall build paths with, each by itself."));
    }
    return List.copyOf(warnings);
  }

  /** Where the chain is offered for storing too. */
  List<Warning> warningsOfItself() {
    return warnings.stream().filter(warning -> !warning.code().equals(CHAIN_NOT_KEPT)).toList();
  }

  /** The name of a certificate that was given none: what its subject is called. */
  static String defaultName(Certificate certificate) {
    String title = SubjectPart.title(certificate.subject()).strip();
    if (title.isEmpty()) {
      return certificate.fingerprint().toString();
    }
    int end = Math.min(title.length(), FieldErrors.LONGEST_NAME);
    boolean splitsCharacter = Character.isHighSurrogate(title.charAt(end - 1));
    return title.substring(0, splitsCharacter ? end - 1 : end);
  }
}
