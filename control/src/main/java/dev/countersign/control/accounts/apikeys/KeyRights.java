package dev.countersign.control.accounts.apikeys;

import dev.countersign.control.accounts.ApiKeyCaller;
import dev.countersign.control.accounts.Memberships;
import dev.countersign.control.accounts.Permission;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the bearer of an API key may at this moment. */
@Component
public class KeyRights {

  private final ApiKeyRepository keys;
  private final Memberships memberships;
  private final InstantSource clock;

  KeyRights(ApiKeyRepository keys, Memberships memberships, InstantSource clock) {
    this.keys = keys;
    this.memberships = memberships;
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
  public Optional<ApiKeyCaller> again(ApiKeyCaller before) {
    return key(before.secret()).flatMap(key -> caller(key, before.secret(), before.address()));
  }

  /** A personal key opens nothing once its owner is no member. */
  private Optional<Set<Permission>> permitted(ApiKey key) {
    return key.ownerId() == null
        ? Optional.of(EnumSet.allOf(Permission.class))
        : memberships.permissions(key.companyId(), key.ownerId());
  }
}
