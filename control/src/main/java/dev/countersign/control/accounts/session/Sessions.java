package dev.countersign.control.accounts.session;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is signed in where. */
@Component
public class Sessions {

  private static final String RAISE_VERSION =
      "UPDATE accounts.people SET session_version = session_version + 1 WHERE id = :person";

  private static final String DELETE =
      "DELETE FROM accounts.sessions WHERE principal_name = :person";

  private final JdbcClient jdbc;

  Sessions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Signs a person out everywhere, at every control plane, with the commit of the transaction that
   * runs: also where a sign-in is just under way.
   */
  @Transactional
  public void end(String personId) {
    jdbc.sql(RAISE_VERSION).param("person", personId).update();
    jdbc.sql(DELETE).param("person", personId).update();
  }
}
