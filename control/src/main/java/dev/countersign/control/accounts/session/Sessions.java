package dev.countersign.control.accounts.session;

import dev.countersign.control.sealing.Sha256;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is signed in where. */
@Component
public class Sessions {

  /** The session's attribute that holds its {@link SignIn}. */
  public static final String SIGN_IN = SignIn.class.getName();

  private static final String VERSION =
      "SELECT session_version FROM accounts.people WHERE id = :person";

  private static final String RAISE_VERSION =
      "UPDATE accounts.people SET session_version = session_version + 1 WHERE id = :person";

  private static final String DELETE =
      "DELETE FROM accounts.sessions WHERE principal_name = :person";

  private static final String IDS =
      "SELECT session_id FROM accounts.sessions WHERE principal_name = :person";

  private static final String DELETE_ONE =
      "DELETE FROM accounts.sessions WHERE principal_name = :person AND session_id = :id";

  private static final int REFERENCE_BYTES = 12;

  private final JdbcClient jdbc;
  private final ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> stored;

  Sessions(
      JdbcClient jdbc, ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> stored) {
    this.jdbc = jdbc;
    this.stored = stored;
  }

  /** What a session that a person begins now carries; it is over once the person's is another. */
  public long version(String personId) {
    return jdbc.sql(VERSION).param("person", personId).query(Long.class).single();
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

  /**
   * A person's sessions, the last used first.
   *
   * @param hereId the id of the one that looks
   */
  public List<OpenSession> of(String personId, String hereId) {
    return stored.getObject().findByPrincipalName(personId).values().stream()
        .filter(session -> !session.isExpired())
        .map(session -> open(session, hereId))
        .sorted(Comparator.comparing(OpenSession::lastUsedAt).reversed())
        .toList();
  }

  /** One of a person's sessions; Spring Session takes a connection of its own to find it. */
  public Optional<OpenSession> find(String personId, String reference) {
    return of(personId, "").stream()
        .filter(session -> session.reference().equals(reference))
        .findFirst();
  }

  /**
   * Ends one of a person's sessions with the commit of the transaction that runs; false where it is
   * none of theirs. Spring Session is not asked: it would take a second connection while this
   * transaction holds one, and a pool from which everybody wants a second has none left.
   */
  @Transactional
  public boolean end(String personId, String reference) {
    List<String> ended =
        jdbc
            .sql(IDS)
            .param("person", personId)
            .query((row, number) -> row.getString("session_id"))
            .list()
            .stream()
            .filter(id -> reference(id).equals(reference))
            .toList();
    ended.forEach(id -> jdbc.sql(DELETE_ONE).param("person", personId).param("id", id).update());
    return !ended.isEmpty();
  }

  private static OpenSession open(Session session, String hereId) {
    SignIn signIn = session.getAttribute(SIGN_IN);
    return new OpenSession(
        reference(session.getId()),
        signIn,
        session.getCreationTime(),
        session.getLastAccessedTime(),
        session.getId().equals(hereId));
  }

  /** Names a session without being what it goes by. */
  public static String reference(String id) {
    return HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(id), REFERENCE_BYTES));
  }
}
