package dev.countersign.control.provider.certificates;

import dev.countersign.control.provider.Named;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.pki.certificate.UnreadableCertificateException;
import dev.countersign.policy.configuration.StoredCertificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of a company's store.
 *
 * @param sortName the name as lists are sorted by it
 * @param successorOf the certificate that it follows, which may be deleted; null for none
 * @param lastPresentedAt null for never, and where it was not asked for
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a record.
record CertificateRow(
    String companyId,
    String id,
    String name,
    String sortName,
    byte[] der,
    Instant notBefore,
    Instant notAfter,
    boolean isCa,
    boolean weakKey,
    long subjectHash,
    long keyHash,
    @Nullable Instant revokedAt,
    Instant createdAt,
    long version,
    @Nullable String successorOf,
    @Nullable Instant lastPresentedAt)
    implements Named {

  static final String WEAK_KEY = "weak_key";

  /** A name as lists are sorted by it, whatever the database's locale makes of letters. */
  static String sortName(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static CertificateRow of(String companyId, String name, Certificate certificate, Instant now) {
    return new CertificateRow(
        companyId,
        certificate.fingerprint().toString(),
        name,
        sortName(name),
        certificate.der(),
        certificate.notBefore(),
        certificate.notAfter(),
        certificate.isCa(),
        certificate.warnings(now).stream().anyMatch(warning -> warning.code().equals(WEAK_KEY)),
        certificate.subjectHash(),
        certificate.keyHash(),
        null,
        now,
        1,
        null,
        null);
  }

  /** One that is not stored yet, as the successor of one that is. */
  CertificateRow succeeding(@Nullable String before) {
    return with(name, revokedAt, version, before);
  }

  CertificateRow revoked(@Nullable Instant at) {
    return with(name, at, version + 1, successorOf);
  }

  CertificateRow named(String other) {
    return with(other, revokedAt, version + 1, successorOf);
  }

  private CertificateRow with(
      String newName, @Nullable Instant revoked, long newVersion, @Nullable String before) {
    return new CertificateRow(
        companyId,
        id,
        newName,
        sortName(newName),
        der,
        notBefore,
        notAfter,
        isCa,
        weakKey,
        subjectHash,
        keyHash,
        revoked,
        createdAt,
        newVersion,
        before,
        lastPresentedAt);
  }

  Certificate certificate() {
    try {
      return Certificate.parse(der);
    } catch (UnreadableCertificateException e) {
      throw new IllegalStateException("Certificate " + id + " was readable when it was stored", e);
    }
  }

  /** What a search looks into. */
  String searchText() {
    Certificate certificate = certificate();
    return String.join(
            "\n",
            List.of(
                name,
                certificate.subject(),
                id,
                String.join("\n", certificate.subjectAlternativeNames()),
                certificate.serial()))
        .toLowerCase(Locale.ROOT);
  }

  /** As a gateway is told of it. */
  StoredCertificate toConfiguration() {
    return new StoredCertificate(
        companyId,
        Fingerprint.parse(id),
        name,
        notBefore,
        notAfter,
        subjectHash,
        keyHash,
        isCa ? certificate() : null,
        revokedAt != null);
  }
}
