package dev.countersign.pki.certificate;

/** Why an uploaded file is refused. Nothing of a refused file is kept. */
public enum CertificateFileProblem {
  PEM_MALFORMED("pem_malformed"),
  CERTIFICATE_MISSING("certificate_missing"),
  CERTIFICATES_UNRELATED("certificates_unrelated"),
  TOO_LARGE("too_large"),
  PRIVATE_KEY_PRESENT("private_key_present");

  private final String code;

  CertificateFileProblem(String code) {
    this.code = code;
  }

  /** The code that the management API answers. */
  public String code() {
    return code;
  }
}
