package dev.countersign.control.provider.certificates;

import dev.countersign.control.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CertificateRepository {

  private static final String STORED =
      """
      SELECT c.company_id, c.id, c.name, c.sort_name, c.der, c.not_before, c.not_after,
          c.is_ca, c.weak_key, c.subject_hash, c.key_hash, c.revoked_at, c.created_at, c.version,
          c.successor_of,
      """;

  static final String COLUMNS =
      STORED
          + """
              nullif(p.presented_at, '-infinity') AS presented_at
          FROM provider.certificates c
          JOIN provider.certificates_presented p
              ON p.company_id = c.company_id AND p.certificate_id = c.id
          """;

  /** Gateways are not told when it was presented, and a million are read in one pass. */
  private static final String ALL =
      STORED
          + """
              CAST(NULL AS timestamptz) AS presented_at
          FROM provider.certificates c
          """;

  private static final String INSERT =
      """
      INSERT INTO provider.certificates (company_id, id, name, sort_name, der, not_before,
          not_after, is_ca, weak_key, subject_hash, key_hash, search, successor_of, created_at)
      VALUES (:company, :id, :name, :sortName, :der, :notBefore, :notAfter, :isCa, :weakKey, :subjectHash,
          :keyHash, :search, :successorOf, :createdAt)
      ON CONFLICT DO NOTHING
      """;

  private static final String BY_ID = COLUMNS + "WHERE c.company_id = :company AND c.id = :id\n";

  private static final String LOCK = BY_ID + "FOR UPDATE OF c";

  private static final String LOCK_AGAINST_DELETION =
      """
      SELECT id FROM provider.certificates
      WHERE company_id = :company AND id = ANY (:ids)
      ORDER BY id FOR KEY SHARE
      """;

  private static final String REVOKE =
      """
      UPDATE provider.certificates SET revoked_at = :at, version = version + 1
      WHERE company_id = :company AND id = :id
      """;

  private static final String RENAME =
      """
      UPDATE provider.certificates SET name = :name, sort_name = :sortName, search = :search, version = version + 1
      WHERE company_id = :company AND id = :id
      """;

  private static final String DELETE =
      """
      DELETE FROM provider.certificates WHERE company_id = :company AND id = :id
      """;

  private static final String RELATED =
      COLUMNS
          + """
          WHERE c.company_id = :company AND (c.is_ca OR c.id = ANY (:ids)
              OR c.subject_hash = :subjectHash OR c.key_hash = :keyHash)
          """;

  private static final String IS_NAMED =
      """
      SELECT EXISTS (SELECT FROM provider.certificates
          WHERE company_id = :company AND sort_name = :sortName)
      """;

  private final JdbcClient jdbc;

  CertificateRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether it is new; waits for a transaction that has just inserted the same. */
  boolean insert(CertificateRow row) {
    return jdbc.sql(INSERT)
            .param("company", row.companyId())
            .param("id", row.id())
            .param("name", row.name())
            .param("sortName", row.sortName())
            .param("der", row.der())
            .param("notBefore", Times.parameter(row.notBefore()))
            .param("notAfter", Times.parameter(row.notAfter()))
            .param("isCa", row.isCa())
            .param("weakKey", row.weakKey())
            .param("subjectHash", row.subjectHash())
            .param("keyHash", row.keyHash())
            .param("search", row.searchText())
            .param("successorOf", row.successorOf())
            .param("createdAt", Times.parameter(row.createdAt()))
            .update()
        == 1;
  }

  Optional<CertificateRow> find(String companyId, String id) {
    return one(BY_ID, companyId, id);
  }

  /** Keeps everybody else from using, changing or deleting it until the transaction ends. */
  Optional<CertificateRow> lock(String companyId, String id) {
    return one(LOCK, companyId, id);
  }

  private Optional<CertificateRow> one(String sql, String companyId, String id) {
    return jdbc.sql(sql)
        .param("company", companyId)
        .param("id", id)
        .query(CertificateRepository::read)
        .optional();
  }

  /** Those of these that exist; they exist until the transaction ends. */
  Set<String> lockAgainstDeletion(String companyId, Collection<String> ids) {
    return Set.copyOf(
        jdbc.sql(LOCK_AGAINST_DELETION)
            .param("company", companyId)
            .param("ids", ids.toArray(String[]::new))
            .query((row, number) -> row.getString(1))
            .list());
  }

  void revoke(String companyId, String id, @Nullable Instant at) {
    jdbc.sql(REVOKE)
        .param("company", companyId)
        .param("id", id)
        .param("at", Times.optionalParameter(at))
        .update();
  }

  void rename(CertificateRow row) {
    jdbc.sql(RENAME)
        .param("company", row.companyId())
        .param("id", row.id())
        .param("name", row.name())
        .param("sortName", row.sortName())
        .param("search", row.searchText())
        .update();
  }

  void delete(String companyId, String id) {
    jdbc.sql(DELETE).param("company", companyId).param("id", id).update();
  }

  /** These, all CAs, and what has the subject or the key of this one. */
  List<CertificateRow> related(
      String companyId, Collection<String> ids, long subjectHash, long keyHash) {
    return jdbc.sql(RELATED)
        .param("company", companyId)
        .param("ids", ids.toArray(String[]::new))
        .param("subjectHash", subjectHash)
        .param("keyHash", keyHash)
        .query(CertificateRepository::read)
        .list();
  }

  /** Whether one has this name already, as lists are sorted by it. */
  boolean isNamed(String companyId, String name) {
    return jdbc.sql(IS_NAMED)
        .param("company", companyId)
        .param("sortName", CertificateRow.sortName(name))
        .query(Boolean.class)
        .single();
  }

  /** Every company's; row by row where the caller's connection reads with a fetch size. */
  void all(int fetchSize, Consumer<CertificateRow> sink) {
    try (Stream<CertificateRow> rows =
        jdbc.sql(ALL).withFetchSize(fetchSize).query(CertificateRepository::read).stream()) {
      rows.forEach(sink);
    }
  }

  static CertificateRow read(ResultSet row, int number) throws SQLException {
    return new CertificateRow(
        row.getString("company_id"),
        row.getString("id"),
        row.getString("name"),
        row.getString("sort_name"),
        row.getBytes("der"),
        Times.read(row, "not_before"),
        Times.read(row, "not_after"),
        row.getBoolean("is_ca"),
        row.getBoolean("weak_key"),
        row.getLong("subject_hash"),
        row.getLong("key_hash"),
        Times.readOptional(row, "revoked_at"),
        Times.read(row, "created_at"),
        row.getLong("version"),
        row.getString("successor_of"),
        Times.readOptional(row, "presented_at"));
  }
}
