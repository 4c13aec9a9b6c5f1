package dev.countersign.gateway.tls;

import dev.countersign.pki.issue.HeldCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The certificate that the gateway shows its clients. */
public sealed interface ServerCertificate {

  /** The certificate with its key, made or read. */
  HeldCertificate obtain(Path dataDirectory, InstantSource clock) throws IOException;

  /** A PEM file with the certificate and its chain, and one with the private key. */
  record Files(Path certificate, Path key) implements ServerCertificate {
    @Override
    public HeldCertificate obtain(Path dataDirectory, InstantSource clock) throws IOException {
      return CertificateFiles.read(certificate, key);
    }
  }

  /**
   * Made at the first start, and kept in the data directory.
   *
   * @param names host names and addresses that it is for
   */
  record MadeAtFirstStart(List<String> names) implements ServerCertificate {
    public MadeAtFirstStart {
      names = List.copyOf(names);
    }

    @Override
    public HeldCertificate obtain(Path dataDirectory, InstantSource clock) throws IOException {
      return CertificateFiles.readOrMake(dataDirectory, names, clock);
    }
  }
}
