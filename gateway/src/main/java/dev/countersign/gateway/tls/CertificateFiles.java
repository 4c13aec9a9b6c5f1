package dev.countersign.gateway.tls;

import dev.countersign.pki.certificate.CertificateFileException;
import dev.countersign.pki.file.PrivateFile;
import dev.countersign.pki.issue.CertificateAuthority;
import dev.countersign.pki.issue.HeldCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Certificate and key as PEM files. */
final class CertificateFiles {
  private static final Duration LIFETIME = Duration.ofDays(825);
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  private CertificateFiles() {}

  static HeldCertificate read(Path certificate, Path key) throws IOException {
    try {
      return HeldCertificate.readPem(Files.readString(certificate), Files.readString(key));
    } catch (CertificateFileException | IllegalArgumentException e) {
      throw new IOException(
          "The gateway's certificate "
              + certificate
              + " and key "
              + key
              + " cannot be used: "
              + e.getMessage(),
          e);
    }
  }

  static HeldCertificate readOrMake(Path directory, List<String> names, InstantSource clock)
      throws IOException {
    Path certificate = directory.resolve("server.pem");
    Path key = directory.resolve("server.key");
    if (Files.exists(certificate) && Files.exists(key)) {
      HeldCertificate held = read(certificate, key);
      if (held.certificate().isValidAt(clock.instant().plus(RENEW_BEFORE))) {
        return held;
      }
    }
    HeldCertificate made =
        CertificateAuthority.create("Countersign gateway", clock, LIFETIME.plusDays(1))
            .issueServer(names, LIFETIME);
    PrivateFile.at(key).write(made.privateKeyPem());
    PrivateFile.at(certificate).write(made.certificatePem());
    return made;
  }
}
