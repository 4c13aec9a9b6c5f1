package dev.countersign.control.feed;

import dev.countersign.control.ControlOptions;
import dev.countersign.control.database.MigratedDatabase;
import dev.countersign.control.feed.AuthorityTable.StoredAuthority;
import dev.countersign.control.sealing.KeyEncryptionKey;
import dev.countersign.control.sealing.SealedKeyException;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.UnreadableCertificateException;
import dev.countersign.pki.issue.CertificateAuthority;
import dev.countersign.pki.issue.HeldCertificate;
import dev.countersign.pki.issue.SigningRequest;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The feed's own certificate authority: it issues the certificates of gateways and of the feed
 * port, and nothing else. One per database, made by whichever control plane comes first.
 */
@Component
class FeedAuthority {

  static final Duration GATEWAY_CERTIFICATE_LIFE = Duration.ofDays(30);
  private static final Duration LIFE = Duration.ofDays(20 * 365);

  private final CertificateAuthority authority;

  FeedAuthority(
      MigratedDatabase database, JdbcClient jdbc, ControlOptions options, InstantSource clock) {
    AuthorityTable table = new AuthorityTable(jdbc);
    Path secrets = options.secrets();
    AtomicReference<CertificateAuthority> found = new AtomicReference<>();
    database.alone(() -> found.set(openOrCreate(table, secrets, clock)));
    this.authority = found.get();
  }

  private static CertificateAuthority openOrCreate(
      AuthorityTable table, Path secrets, InstantSource clock) {
    return table
        .find()
        .map(stored -> open(stored, KeyEncryptionKey.open(secrets), clock))
        .orElseGet(() -> create(table, KeyEncryptionKey.openOrCreate(secrets), clock));
  }

  private static CertificateAuthority create(
      AuthorityTable table, KeyEncryptionKey key, InstantSource clock) {
    var authority = CertificateAuthority.create("Countersign feed authority", clock, LIFE);
    Certificate certificate = authority.certificate();
    byte[] sealed = key.seal(authority.held().privateKey().getEncoded(), purpose(certificate));
    table.insert(new StoredAuthority(certificate.der(), sealed), clock.instant());
    return authority;
  }

  private static CertificateAuthority open(
      StoredAuthority stored, KeyEncryptionKey key, InstantSource clock) {
    try {
      Certificate certificate = Certificate.parse(stored.certificate());
      byte[] pkcs8 = key.open(stored.sealedKey(), purpose(certificate));
      var privateKey = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return CertificateAuthority.restore(
          HeldCertificate.of(certificate, List.of(), privateKey), clock);
    } catch (UnreadableCertificateException | GeneralSecurityException e) {
      throw new SealedKeyException("The feed authority in this database cannot be read", e);
    }
  }

  /** Binds the sealed key to its place, so that it opens as nothing else. */
  private static String purpose(Certificate certificate) {
    return "feed authority " + certificate.fingerprint();
  }

  Certificate certificate() {
    return authority.certificate();
  }

  X509Certificate x509() {
    return authority.held().x509();
  }

  HeldCertificate issueServer(List<String> names, Duration life) {
    return authority.issueServer(names, life);
  }

  /** A gateway's certificate; its common name is the gateway's id. */
  Certificate issueGateway(SigningRequest request, String gateway) {
    return authority.issueClient(request, gateway, GATEWAY_CERTIFICATE_LIFE);
  }
}
