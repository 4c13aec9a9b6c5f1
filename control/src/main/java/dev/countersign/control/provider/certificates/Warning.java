package dev.countersign.control.provider.certificates;

import dev.countersign.pki.certificate.CertificateWarning;

/** Something that works and still deserves a look. */
public record Warning(String code, String message) {

  static Warning of(CertificateWarning warning) {
    return new Warning(warning.code(), warning.message());
  }
}
