package dev.countersign.control.accounts.login;

import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** Somebody with a password, as Spring Security compares it. */
final class LoginPerson implements UserDetails {

  private static final long serialVersionUID = 1;

  private final String id;
  private final String email;
  private final String passwordHash;
  private final long sessionVersion;

  LoginPerson(String id, String email, String passwordHash, long sessionVersion) {
    this.id = id;
    this.email = email;
    this.passwordHash = passwordHash;
    this.sessionVersion = sessionVersion;
  }

  String id() {
    return id;
  }

  long sessionVersion() {
    return sessionVersion;
  }

  @Override
  public String getUsername() {
    return email;
  }

  @Override
  public String getPassword() {
    return passwordHash;
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of();
  }
}
