package dev.countersign.control.accounts;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** Finds whose key a request bears, and what it may now. */
@Component
class ApiKeyAuthentication implements AuthenticationProvider {

  private final ApiKeyRepository keys;
  private final MemberRepository members;
  private final ApiKeyUse use;
  private final InstantSource clock;

  ApiKeyAuthentication(
      ApiKeyRepository keys, MemberRepository members, ApiKeyUse use, InstantSource clock) {
    this.keys = keys;
    this.members = members;
    this.use = use;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication request) {
    BearerKey bearer = (BearerKey) request;
    ApiKeySecret secret = bearer.secret();
    Instant now = clock.instant();
    ApiKeyCaller caller =
        keys.findByHash(secret.hash())
            .filter(key -> !key.isExpiredAt(now))
            .flatMap(key -> caller(key, secret, bearer.address(), now))
            .orElseThrow(() -> new BadCredentialsException("No such API key"));
    var authorities =
        caller.permissions().stream()
            .filter(caller::may)
            .map(permission -> new SimpleGrantedAuthority(permission.toString()))
            .toList();
    return UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities);
  }

  private Optional<ApiKeyCaller> caller(
      ApiKey key, ApiKeySecret secret, String address, Instant now) {
    Optional<ApiKeyCaller> caller =
        permitted(key).map(permitted -> key.caller(permitted, secret, address));
    caller.ifPresent(found -> use.note(key, now));
    return caller;
  }

  /** A personal key opens nothing once its owner is no member. */
  private Optional<Set<Permission>> permitted(ApiKey key) {
    return key.ownerId() == null
        ? Optional.of(EnumSet.allOf(Permission.class))
        : members.permissions(key.companyId(), key.ownerId());
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return authentication == BearerKey.class;
  }
}
