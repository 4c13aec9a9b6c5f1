package dev.countersign.control.accounts.apikeys;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;

/** The API key that a request bears, before anybody has looked whose it is. */
final class BearerKey extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1;
  private static final String SCHEME = "Bearer ";

  private final transient ApiKeySecret secret;

  private final String address;

  private BearerKey(ApiKeySecret secret, String address) {
    super(List.of());
    this.secret = secret;
    this.address = address;
  }

  /** Reads {@code Authorization}; null where it is absent or of another scheme. */
  static @Nullable Authentication read(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    return new BearerKey(
        new ApiKeySecret(header.substring(SCHEME.length()).strip()), request.getRemoteAddr());
  }

  ApiKeySecret secret() {
    return secret;
  }

  String address() {
    return address;
  }

  @Override
  public Object getCredentials() {
    return secret;
  }

  @Override
  public Object getPrincipal() {
    return "unknown";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
