package dev.countersign.policy.snapshot;

import dev.countersign.policy.configuration.AllowListEntry;
import dev.countersign.policy.configuration.ApiConfiguration;
import dev.countersign.policy.configuration.Credential;
import dev.countersign.policy.configuration.Entity;
import dev.countersign.policy.configuration.StoredCertificate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Lets the many entities of a load share the few ids and sets that they repeat. */
final class Sharing {
  private final Map<Object, Object> seen = new HashMap<>();

  Entity shared(Entity entity, SnapshotEdit edit) {
    return switch (entity) {
      case StoredCertificate stored -> shared(stored);
      case AllowListEntry entry -> new AllowListEntry(one(entry.apiId()), entry.certificate());
      case Credential credential -> shared(credential, edit);
      case ApiConfiguration api -> api;
    };
  }

  private StoredCertificate shared(StoredCertificate stored) {
    return new StoredCertificate(
        one(stored.companyId()),
        stored.fingerprint(),
        stored.name(),
        stored.notBefore(),
        stored.notAfter(),
        stored.subjectHash(),
        stored.keyHash(),
        stored.authority(),
        stored.revoked());
  }

  private Credential shared(Credential credential, SnapshotEdit edit) {
    return new Credential(
        credential.id(),
        one(credential.companyId()),
        credential.name(),
        credential.tokens(),
        one(credential.apis()),
        credential.boundCertificates().stream()
            .map(bound -> edit.sharedWithStore(credential.companyId(), bound))
            .collect(Collectors.toUnmodifiableSet()),
        credential.status(),
        credential.expiresAt(),
        credential.rateLimit(),
        credential.quota());
  }

  @SuppressWarnings("unchecked")
  private <T> T one(T value) {
    return (T) seen.computeIfAbsent(value, first -> first);
  }
}
