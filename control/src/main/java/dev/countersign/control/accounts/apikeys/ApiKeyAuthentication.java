package dev.countersign.control.accounts.apikeys;

import dev.countersign.control.accounts.ApiKeyCaller;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.stereotype.Component;

/** Finds whose key a request bears, and what it may now. */
@Component
public class ApiKeyAuthentication implements AuthenticationProvider {

  private final KeyRights keys;
  private final ApiKeyUse use;
  private final InstantSource clock;

  ApiKeyAuthentication(KeyRights keys, ApiKeyUse use, InstantSource clock) {
    this.keys = keys;
    this.use = use;
    this.clock = clock;
  }

  /** Reads the key that a request bears. */
  public AuthenticationFilter filter(AuthenticationEntryPoint unauthenticated) {
    AuthenticationFilter filter =
        new AuthenticationFilter(new ProviderManager(this), BearerKey::read);
    filter.setSuccessHandler((request, response, authentication) -> {});
    filter.setFailureHandler(unauthenticated::commence);
    return filter;
  }

  @Override
  public Authentication authenticate(Authentication request) {
    BearerKey bearer = (BearerKey) request;
    ApiKeySecret secret = bearer.secret();
    ApiKeyCaller caller =
        keys.key(secret)
            .flatMap(key -> caller(key, bearer))
            .orElseThrow(() -> new BadCredentialsException("No such API key"));
    var authorities =
        caller.permissions().stream()
            .filter(caller::may)
            .map(permission -> new SimpleGrantedAuthority(permission.toString()))
            .toList();
    return UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities);
  }

  private Optional<ApiKeyCaller> caller(ApiKey key, BearerKey bearer) {
    Optional<ApiKeyCaller> caller = keys.caller(key, bearer.secret(), bearer.address());
    caller.ifPresent(found -> use.note(key, clock.instant()));
    return caller;
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return authentication == BearerKey.class;
  }
}
