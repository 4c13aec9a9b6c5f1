package dev.countersign.pki.revocation;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** One certificate revocation list. Its signature is checked when a path is judged by it. */
public final class RevocationList {
  /** A list may have this many bytes: 16 MiB. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private final X509CRL list;

  private RevocationList(X509CRL list) {
    this.list = list;
  }

  /**
   * Reads a list in DER or PEM.
   *
   * @throws UnreadableRevocationListException whatever else the bytes are
   */
  public static RevocationList parse(byte[] encoded) throws UnreadableRevocationListException {
    try {
      if (encoded.length > MAX_BYTES) {
        throw new IllegalArgumentException("More than " + MAX_BYTES + " bytes");
      }
      X509CRL list =
          (X509CRL)
              CertificateFactory.getInstance("X.509", PROVIDER)
                  .generateCRL(new ByteArrayInputStream(encoded));
      if (list == null) {
        throw new IllegalArgumentException("Nothing to read");
      }
      // Bouncy Castle reads entries when they are first asked for: ask now.
      list.getRevokedCertificates();
      return new RevocationList(list);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new UnreadableRevocationListException("This is not a certificate revocation list", e);
    }
  }

  /** When the next list is due; nothing where the list does not say. */
  public Optional<Instant> nextUpdate() {
    return Optional.ofNullable(list.getNextUpdate()).map(Date::toInstant);
  }

  X509CRL x509() {
    return list;
  }
}
