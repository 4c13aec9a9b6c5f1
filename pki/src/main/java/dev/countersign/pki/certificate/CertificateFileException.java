package dev.countersign.pki.certificate;

/** An uploaded file is refused. The message says what happened and what to do. */
public final class CertificateFileException extends Exception {
  private final CertificateFileProblem problem;

  CertificateFileException(CertificateFileProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  public CertificateFileProblem problem() {
    return problem;
  }

  /** Short for {@code problem().code()}. */
  public String code() {
    return problem.code();
  }
}
