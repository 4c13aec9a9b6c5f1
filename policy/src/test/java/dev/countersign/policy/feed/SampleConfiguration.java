package dev.countersign.policy.feed;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.pki.certificate.UnreadableCertificateException;
import dev.countersign.policy.configuration.AllowListEntry;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Authentication;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.configuration.MutualTls;
import dev.countersign.policy.configuration.StoredCertificate;
import dev.countersign.policy.configuration.TokenHash;
import dev.countersign.policy.configuration.UpstreamConfiguration;
import dev.countersign.testkit.certificate.TestCertificate;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Entities for tests of feeds. */
public final class SampleConfiguration {

  private SampleConfiguration() {}

  /** An API under a path of its own. */
  public static ApiConfiguration api(String id, String name) {
    return new ApiConfiguration(
        id,
        "company",
        name,
        List.of(id + ".example.com"),
        "/" + id,
        true,
        new UpstreamConfiguration(
            URI.create("http://localhost:8080/base"), Duration.ofSeconds(5), true),
        new Authentication.AuthToken("x-token", true),
        new MutualTls(MutualTls.Mode.ENFORCE, true),
        true);
  }

  /** The change that puts it in force. */
  public static Change put(Entity entity) {
    return new Change.Put(entity);
  }

  /** The change that takes it away. */
  public static Change remove(Entity entity) {
    return new Change.Remove(entity.key());
  }

  /** A credential with everything that one can have. */
  public static Credential credential(String id, Fingerprint bound) {
    Instant end = Instant.parse("2031-02-03T04:05:06.789Z");
    return new Credential(
        id,
        "company",
        "Credential \"" + id + "\" \u00e9\n",
        List.of(
            new Credential.AcceptedToken(TokenHash.of(id), null),
            new Credential.AcceptedToken(TokenHash.of(id + " before"), end)),
        Set.of("orders", "stock"),
        Set.of(bound),
        Credential.Status.SUSPENDED,
        end,
        new Credential.Allowance(10, Duration.ofSeconds(1)),
        new Credential.Allowance(1_000_000, Duration.ofDays(30)));
  }

  /** A client certificate of the store: its fingerprint is enough. */
  public static StoredCertificate leaf(TestCertificate certificate) {
    return stored(certificate, false);
  }

  /** A CA of the store. */
  public static StoredCertificate ca(TestCertificate certificate) {
    return stored(certificate, true);
  }

  private static StoredCertificate stored(TestCertificate made, boolean ca) {
    try {
      Certificate certificate = Certificate.parse(made.der());
      return new StoredCertificate(
          "company",
          certificate.fingerprint(),
          certificate.subject(),
          certificate.notBefore(),
          certificate.notAfter(),
          certificate.subjectHash(),
          certificate.keyHash(),
          ca ? certificate : null,
          false);
    } catch (UnreadableCertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One entity of every kind. */
  public static List<Entity> everyKind() {
    TestCertificate ca = TestCertificate.ca("A root");
    TestCertificate leaf = ca.issueClient("A client");
    StoredCertificate stored = leaf(leaf);
    return List.of(
        ca(ca),
        stored,
        api("orders", "Orders"),
        new AllowListEntry("orders", stored.fingerprint()),
        credential("partner", stored.fingerprint()));
  }
}
