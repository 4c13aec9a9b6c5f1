package dev.countersign.policy.configuration;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of a company's store.
 *
 * @param subjectHash see {@link Certificate#subjectHash()}: finds similar certificates: for a
 *     better message, and to know a revoked one whose signature was rewritten; grants nothing
 * @param keyHash see {@link Certificate#keyHash()}: likewise
 * @param authority the certificate itself where it is a CA's, for path building; null for a leaf,
 *     whose fingerprint is enough
 * @param revoked whether the company's deny list names it
 */
public record StoredCertificate(
    String companyId,
    Fingerprint fingerprint,
    String name,
    Instant notBefore,
    Instant notAfter,
    long subjectHash,
    long keyHash,
    @Nullable Certificate authority,
    boolean revoked)
    implements Entity {

  @Override
  public EntityKey key() {
    return new EntityKey.CertificateKey(companyId, fingerprint);
  }

  /** Whether this is a CA's certificate. */
  public boolean isCa() {
    return authority != null;
  }
}
