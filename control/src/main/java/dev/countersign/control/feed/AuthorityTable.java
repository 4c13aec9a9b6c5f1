package dev.countersign.control.feed;

import dev.countersign.control.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The feed's authority, as PostgreSQL keeps it. */
class AuthorityTable {

  private static final String SELECT = "SELECT certificate, sealed_key FROM feed.authority";

  private static final String INSERT =
      """
      INSERT INTO feed.authority (certificate, sealed_key, created_at)
      VALUES (:certificate, :sealedKey, :at)
      """;

  private final JdbcClient jdbc;

  AuthorityTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<StoredAuthority> find() {
    return jdbc.sql(SELECT).query(AuthorityTable::stored).optional();
  }

  void insert(StoredAuthority authority, Instant at) {
    jdbc.sql(INSERT)
        .param("certificate", authority.certificate)
        .param("sealedKey", authority.sealedKey)
        .param("at", Times.parameter(at))
        .update();
  }

  private static StoredAuthority stored(ResultSet row, int number) throws SQLException {
    return new StoredAuthority(row.getBytes("certificate"), row.getBytes("sealed_key"));
  }

  /** A certificate in DER and its private key, sealed. */
  @SuppressWarnings("ArrayRecordComponent")
  record StoredAuthority(byte[] certificate, byte[] sealedKey) {}
}
