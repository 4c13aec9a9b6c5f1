package dev.countersign.control.accounts;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the bearer of an API key may at this moment. */
@Component
class KeyRights {

  private final ApiKeyRepository keys;
  private final MembershipRepository members;
  private final InstantSource clock;

  KeyRights(ApiKeyRepository keys, MembershipRepository members, InstantSource clock) {
    this.keys = keys;
    this.members = members;
    this.clock = clock;
  }

  /** The key, as long as it lasts. */
  Optional<ApiKey> key(ApiKeySecret secret) {
    Instant now = clock.instant();
    return keys.findByHash(secret.hash()).filter(key -> !key.isExpiredAt(now));
  }

  /** Whoever bears it; nobody once whose it is has left the company. */
  Optional<ApiKeyCaller> caller(ApiKey key, ApiKeySecret secret, String address) {
    return permitted(key).map(permitted -> key.caller(permitted, secret, address));
  }

  /** The same caller as they are now. */
  Optional<ApiKeyCaller> again(ApiKeyCaller before) {
    return key(before.secret()).flatMap(key -> caller(key, before.secret(), before.address()));
  }

  /** A personal key opens nothing once its owner is no member. */
  private Optional<Set<Permission>> permitted(ApiKey key) {
    return key.ownerId() == null
        ? Optional.of(EnumSet.allOf(Permission.class))
        : members.permissions(key.companyId(), key.ownerId());
  }
}
