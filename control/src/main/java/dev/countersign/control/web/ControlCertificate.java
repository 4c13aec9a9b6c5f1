package dev.countersign.control.web;

import dev.countersign.pki.certificate.CertificateFileException;
import dev.countersign.pki.file.PrivateFile;
import dev.countersign.pki.issue.CertificateAuthority;
import dev.countersign.pki.issue.HeldCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificate by which the control port shows itself on an address that others can reach. It is
 * made at the first start and kept, so that callers can pin it; a start in its last month makes
 * another.
 */
final class ControlCertificate {

  private static final Duration LIFE = Duration.ofDays(730);
  private static final Duration LEFT = Duration.ofDays(30);
  private static final String CERTIFICATE = "control-certificate.pem";
  private static final String KEY = "control-key.pem";

  private ControlCertificate() {}

  static HeldCertificate keptOrMade(Path secrets, String bind, InstantSource clock) {
    PrivateFile certificate = PrivateFile.at(secrets.resolve(CERTIFICATE));
    PrivateFile key = PrivateFile.at(secrets.resolve(KEY));
    try {
      if (certificate.exists() && key.exists()) {
        HeldCertificate kept = read(certificate, key);
        if (kept.certificate().isValidAt(clock.instant().plus(LEFT))) {
          return kept;
        }
      }
      HeldCertificate made = make(bind, clock);
      key.write(made.privateKeyPem());
      certificate.write(made.certificatePem());
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException("The server certificate cannot be kept in " + secrets, e);
    }
  }

  private static HeldCertificate read(PrivateFile certificate, PrivateFile key) throws IOException {
    try {
      return HeldCertificate.readPem(certificate.read(), key.read());
    } catch (CertificateFileException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "%s and %s cannot be read. Remove both, and others are made at the next start."
              .formatted(certificate, key),
          e);
    }
  }

  private static HeldCertificate make(String bind, InstantSource clock) throws IOException {
    List<String> names = new ArrayList<>(List.of("localhost", "127.0.0.1"));
    InetAddress address = InetAddress.getByName(bind);
    if (!address.isAnyLocalAddress()) {
      names.add(address.getHostAddress());
    }
    return CertificateAuthority.create("Countersign control plane", clock, LIFE)
        .issueServer(names, LIFE);
  }
}
