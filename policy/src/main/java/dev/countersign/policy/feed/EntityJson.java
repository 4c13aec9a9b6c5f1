package dev.countersign.policy.feed;

import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.pki.certificate.UnreadableCertificateException;
import dev.countersign.policy.configuration.AllowListEntry;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.configuration.StoredCertificate;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One entity as one JSON object, whose only field names its kind. */
final class EntityJson {
  private EntityJson() {}

  static ObjectNode write(Entity entity) {
    return switch (entity) {
      case ApiConfiguration api -> Json.object(EntityKind.API, ApiJson.write(api));
      case StoredCertificate stored -> Json.object(EntityKind.CERTIFICATE, write(stored));
      case AllowListEntry entry -> Json.object(EntityKind.ALLOW, write(entry));
      case Credential credential ->
          Json.object(EntityKind.CREDENTIAL, CredentialJson.write(credential));
    };
  }

  static Entity read(Fields line) throws UnreadableConfigurationException {
    String kind = line.onlyName();
    return switch (kind) {
      case EntityKind.API -> ApiJson.read(line.object(kind));
      case EntityKind.CERTIFICATE -> certificate(line.object(kind));
      case EntityKind.ALLOW -> entry(line.object(kind));
      case EntityKind.CREDENTIAL -> CredentialJson.read(line.object(kind));
      default -> throw EntityKind.unknown(kind);
    };
  }

  private static ObjectNode write(AllowListEntry entry) {
    return Json.object()
        .put("apiId", entry.apiId())
        .put("certificate", entry.certificate().toString());
  }

  private static AllowListEntry entry(Fields fields) throws UnreadableConfigurationException {
    var entry =
        new AllowListEntry(fields.text("apiId"), Fingerprint.parse(fields.text("certificate")));
    fields.done();
    return entry;
  }

  private static ObjectNode write(StoredCertificate stored) {
    ObjectNode json =
        Json.object()
            .put("companyId", stored.companyId())
            .put("fingerprint", stored.fingerprint().toString())
            .put("name", stored.name())
            .put("notBefore", stored.notBefore().toString())
            .put("notAfter", stored.notAfter().toString())
            .put("subjectHash", stored.subjectHash())
            .put("keyHash", stored.keyHash())
            .put("revoked", stored.revoked());
    Certificate authority = stored.authority();
    return authority == null
        ? json
        : json.put("authority", Base64.getEncoder().encodeToString(authority.der()));
  }

  private static StoredCertificate certificate(Fields fields)
      throws UnreadableConfigurationException {
    var stored =
        new StoredCertificate(
            fields.text("companyId"),
            Fingerprint.parse(fields.text("fingerprint")),
            fields.text("name"),
            Instant.parse(fields.text("notBefore")),
            Instant.parse(fields.text("notAfter")),
            fields.number("subjectHash"),
            fields.number("keyHash"),
            authority(fields.optionalText("authority")),
            fields.flag("revoked"));
    fields.done();
    Certificate authority = stored.authority();
    if (authority != null && !authority.fingerprint().equals(stored.fingerprint())) {
      throw new UnreadableConfigurationException(
          "The CA certificate %s has another fingerprint".formatted(stored.fingerprint()));
    }
    return stored;
  }

  private static @Nullable Certificate authority(@Nullable String base64)
      throws UnreadableConfigurationException {
    try {
      return base64 == null ? null : Certificate.parse(Base64.getDecoder().decode(base64));
    } catch (UnreadableCertificateException e) {
      throw new UnreadableConfigurationException("A CA certificate cannot be read", e);
    }
  }
}
