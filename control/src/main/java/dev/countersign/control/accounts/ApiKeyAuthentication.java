package dev.countersign.control.accounts;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** Finds whose key a request bears. */
@Component
class ApiKeyAuthentication implements AuthenticationProvider {

  private final ApiKeyRepository keys;

  ApiKeyAuthentication(ApiKeyRepository keys) {
    this.keys = keys;
  }

  @Override
  public Authentication authenticate(Authentication request) {
    BearerKey bearer = (BearerKey) request;
    ApiKeySecret secret = bearer.secret();
    ApiKeyCaller caller =
        keys.findByHash(secret.hash())
            .map(key -> key.caller(secret, bearer.address()))
            .orElseThrow(() -> new BadCredentialsException("No such API key"));
    var authorities =
        caller.permissions().stream()
            .filter(caller::may)
            .map(permission -> new SimpleGrantedAuthority(permission.toString()))
            .toList();
    return UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return authentication == BearerKey.class;
  }
}
