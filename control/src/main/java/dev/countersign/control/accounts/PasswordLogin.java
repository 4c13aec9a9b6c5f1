package dev.countersign.control.accounts;

import dev.countersign.control.accounts.session.SessionPerson;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Signs a person in by e-mail address and password. */
@Component
class PasswordLogin implements AuthenticationProvider {

  private static final String BY_EMAIL =
      "SELECT id, password_hash, session_version FROM accounts.people WHERE email = :email";

  private final JdbcClient jdbc;
  private final MemberRepository members;
  private final PasswordEncoder passwords;
  private final InstantSource clock;

  PasswordLogin(
      JdbcClient jdbc, MemberRepository members, PasswordEncoder passwords, InstantSource clock) {
    this.jdbc = jdbc;
    this.members = members;
    this.passwords = passwords;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication request) {
    String email = request.getName().strip().toLowerCase(Locale.ROOT);
    String password = String.valueOf(request.getCredentials());
    return jdbc.sql(BY_EMAIL)
        .param("email", email)
        .query((row, number) ->
            new Person(
                row.getString("id"),
                Optional.ofNullable(row.getString("password_hash")),
                row.getLong("session_version")))
        .optional()
        .filter(person ->
            person.passwordHash().filter(hash -> passwords.matches(password, hash)).isPresent())
        .flatMap(person ->
            members
                .companyOf(person.id())
                .map(company ->
                    new SessionPerson(
                        person.id(), company, person.sessionVersion(), clock.instant())))
        .map(person -> UsernamePasswordAuthenticationToken.authenticated(person, null, List.of()))
        .orElseThrow(() -> new BadCredentialsException("Wrong address or password"));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return authentication == UsernamePasswordAuthenticationToken.class;
  }

  private record Person(String id, Optional<String> passwordHash, long sessionVersion) {}
}
