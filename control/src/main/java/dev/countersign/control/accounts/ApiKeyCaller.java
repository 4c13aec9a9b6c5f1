package dev.countersign.control.accounts;

import dev.countersign.control.accounts.apikeys.ApiKeySecret;
import dev.countersign.control.audit.Actor;
import dev.countersign.control.idempotency.Asker;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program, by its API key.
 *
 * @param ownerId the person whose key it is; null for a service's
 * @param secret what only the bearer of the key knows; the database does not
 * @param address where the request came from
 */
public record ApiKeyCaller(
    String companyId,
    String apiKeyId,
    String name,
    boolean ofFirstCompany,
    Set<Permission> permissions,
    @Nullable String ownerId,
    ApiKeySecret secret,
    String address)
    implements Caller, Asker {

  public ApiKeyCaller {
    permissions = Set.copyOf(permissions);
  }

  @Override
  public Actor actor() {
    return new Actor(companyId, Actor.Kind.API_KEY, apiKeyId, name, address);
  }

  @Override
  public byte[] secretBytes() {
    return secret.bytes();
  }

  @Override
  public ProblemException lacks(Permission permission) {
    String who = ownerId == null ? "The API key lacks" : "The API key, or whose it is, lacks";
    return new ProblemException(
        ProblemType.FORBIDDEN, "%s the permission %s.".formatted(who, permission));
  }
}
