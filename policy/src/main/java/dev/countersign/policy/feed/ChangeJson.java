package dev.countersign.policy.feed;

import dev.countersign.pki.certificate.Fingerprint;
import dev.countersign.policy.configuration.Change;
import dev.countersign.policy.configuration.EntityKey;
import tools.jackson.databind.node.ObjectNode;

/** One change as one JSON object, whose only field says whether something comes or goes. */
final class ChangeJson {
  private static final String PUT = "put";
  private static final String REMOVE = "remove";

  private ChangeJson() {}

  static ObjectNode write(Change change) {
    return switch (change) {
      case Change.Put put -> Json.object(PUT, EntityJson.write(put.entity()));
      case Change.Remove remove -> Json.object(REMOVE, write(remove.key()));
    };
  }

  static Change read(Fields line) throws UnreadableConfigurationException {
    String kind = line.onlyName();
    return switch (kind) {
      case PUT -> new Change.Put(EntityJson.read(line.object(kind)));
      case REMOVE -> new Change.Remove(key(line.object(kind)));
      default -> throw EntityKind.unknown(kind);
    };
  }

  private static ObjectNode write(EntityKey key) {
    return switch (key) {
      case EntityKey.ApiKey(String id) -> Json.object(EntityKind.API, Json.object().put("id", id));
      case EntityKey.CertificateKey(String companyId, Fingerprint fingerprint) ->
          Json.object(
              EntityKind.CERTIFICATE,
              Json.object().put("companyId", companyId).put("fingerprint", fingerprint.toString()));
      case EntityKey.AllowListKey(String apiId, Fingerprint certificate) ->
          Json.object(
              EntityKind.ALLOW,
              Json.object().put("apiId", apiId).put("certificate", certificate.toString()));
      case EntityKey.CredentialKey(String id) ->
          Json.object(EntityKind.CREDENTIAL, Json.object().put("id", id));
    };
  }

  private static EntityKey key(Fields line) throws UnreadableConfigurationException {
    String kind = line.onlyName();
    Fields fields = line.object(kind);
    EntityKey key =
        switch (kind) {
          case EntityKind.API -> new EntityKey.ApiKey(fields.text("id"));
          case EntityKind.CERTIFICATE ->
              new EntityKey.CertificateKey(
                  fields.text("companyId"), Fingerprint.parse(fields.text("fingerprint")));
          case EntityKind.ALLOW ->
              new EntityKey.AllowListKey(
                  fields.text("apiId"), Fingerprint.parse(fields.text("certificate")));
          case EntityKind.CREDENTIAL -> new EntityKey.CredentialKey(fields.text("id"));
          default -> throw EntityKind.unknown(kind);
        };
    fields.done();
    return key;
  }
}
