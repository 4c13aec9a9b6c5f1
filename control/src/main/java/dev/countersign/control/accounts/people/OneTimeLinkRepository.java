package dev.countersign.control.accounts.people;

import dev.countersign.control.database.Times;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OneTimeLinkRepository {

  private static final String INSERT =
      """
      INSERT INTO accounts.one_time_links (hash, purpose, about, expires_at)
      VALUES (:hash, :purpose, :about, :expiresAt)
      """;

  private static final String FIND =
      """
      SELECT about, expires_at FROM accounts.one_time_links
      WHERE hash = :hash AND purpose = :purpose AND expires_at > :now
      """;

  private static final String TAKE =
      """
      DELETE FROM accounts.one_time_links
      WHERE hash = :hash AND purpose = :purpose AND expires_at > :now
      RETURNING about, expires_at
      """;

  private static final String ANY =
      """
      SELECT EXISTS (SELECT FROM accounts.one_time_links
          WHERE purpose = :purpose AND about = :about AND expires_at > :now)
      """;

  private static final String DELETE =
      "DELETE FROM accounts.one_time_links WHERE purpose = :purpose AND about = :about";

  private static final String ALONE =
      "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:purpose || ' ' || :about, 0))";

  private static final String DELETE_EXPIRED =
      "DELETE FROM accounts.one_time_links WHERE expires_at <= :now";

  private final JdbcClient jdbc;

  OneTimeLinkRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(byte[] hash, OneTimeLink link) {
    jdbc.sql(INSERT)
        .param("hash", hash)
        .param("purpose", link.purpose().text())
        .param("about", link.about())
        .param("expiresAt", Times.parameter(link.expiresAt()))
        .update();
  }

  Optional<OneTimeLink> find(byte[] hash, LinkPurpose purpose, Instant now) {
    return read(FIND, hash, purpose, now);
  }

  Optional<OneTimeLink> take(byte[] hash, LinkPurpose purpose, Instant now) {
    return read(TAKE, hash, purpose, now);
  }

  private Optional<OneTimeLink> read(String sql, byte[] hash, LinkPurpose purpose, Instant now) {
    return jdbc.sql(sql)
        .param("hash", hash)
        .param("purpose", purpose.text())
        .param("now", Times.parameter(now))
        .query((row, number) ->
            new OneTimeLink(purpose, row.getString("about"), Times.read(row, "expires_at")))
        .optional();
  }

  boolean any(LinkPurpose purpose, String about, Instant now) {
    return jdbc.sql(ANY)
        .param("purpose", purpose.text())
        .param("about", about)
        .param("now", Times.parameter(now))
        .query(Boolean.class)
        .single();
  }

  void delete(LinkPurpose purpose, String about) {
    jdbc.sql(DELETE).param("purpose", purpose.text()).param("about", about).update();
  }

  /** The same, one transaction after another, so that of two that make a link one remains. */
  void deleteAlone(LinkPurpose purpose, String about) {
    jdbc.sql(ALONE)
        .param("purpose", purpose.text())
        .param("about", about)
        .query(Integer.class)
        .single();
    delete(purpose, about);
  }

  void deleteExpired(Instant now) {
    jdbc.sql(DELETE_EXPIRED).param("now", Times.parameter(now)).update();
  }
}
