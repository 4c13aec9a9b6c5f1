package dev.countersign.control.feed;

import dev.countersign.control.database.Times;
import dev.countersign.policy.configuration.TokenHash;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The enrolment tokens' hashes, as PostgreSQL keeps them. */
class EnrolmentTable {

  private static final String INSERT =
      """
      INSERT INTO feed.enrolment (token_hash, created_at, expires_at)
      VALUES (:hash, :createdAt, :expiresAt)
      """;

  private static final String DELETE_UNUSED =
      "DELETE FROM feed.enrolment WHERE used_at IS NULL AND expires_at < :before";

  private static final String USE =
      """
      UPDATE feed.enrolment SET used_at = :at
      WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :at
      """;

  private static final String USED_BY =
      "UPDATE feed.enrolment SET gateway_id = :gateway WHERE token_hash = :hash";

  private final JdbcClient jdbc;

  EnrolmentTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(TokenHash hash, Instant createdAt, Instant expiresAt) {
    jdbc.sql(DELETE_UNUSED).param("before", Times.parameter(createdAt)).update();
    jdbc.sql(INSERT)
        .param("hash", hash.bytes())
        .param("createdAt", Times.parameter(createdAt))
        .param("expiresAt", Times.parameter(expiresAt))
        .update();
  }

  /** Uses the token up; of any number who try at once, one gets true. */
  boolean use(TokenHash hash, Instant at) {
    return jdbc.sql(USE).param("hash", hash.bytes()).param("at", Times.parameter(at)).update() == 1;
  }

  void usedBy(TokenHash hash, String gateway) {
    jdbc.sql(USED_BY).param("hash", hash.bytes()).param("gateway", gateway).update();
  }
}
