package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.people.EmailAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Repository;

/** People by what they sign in with. Who has no password yet cannot be found here. */
@Repository
class LoginRepository implements UserDetailsService, UserDetailsPasswordService {

  private static final String BY_EMAIL =
      """
      SELECT id, email, password_hash, session_version FROM accounts.people
      WHERE email = :email AND password_hash IS NOT NULL
      """;

  private static final String REHASH =
      "UPDATE accounts.people SET password_hash = :new WHERE id = :id AND password_hash = :old";

  private final JdbcClient jdbc;

  LoginRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public LoginPerson loadUserByUsername(String email) {
    if (email.indexOf('\0') >= 0) { // which PostgreSQL does not even compare with
      throw new UsernameNotFoundException("Nobody has this address");
    }
    return jdbc.sql(BY_EMAIL)
        .param("email", EmailAddress.normal(email))
        .query((row, number) ->
            new LoginPerson(
                row.getString("id"),
                row.getString("email"),
                row.getString("password_hash"),
                row.getLong("session_version")))
        .optional()
        .orElseThrow(() -> new UsernameNotFoundException("Nobody has this address"));
  }

  /** Keeps the same password by a newer hash; nothing where it was changed meanwhile. */
  @Override
  public UserDetails updatePassword(UserDetails user, @Nullable String newHash) {
    LoginPerson person = (LoginPerson) user;
    jdbc.sql(REHASH)
        .param("id", person.id())
        .param("old", person.getPassword())
        .param("new", newHash)
        .update();
    return person;
  }
}
