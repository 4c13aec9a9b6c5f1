package dev.countersign.control.audit;

import dev.countersign.control.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class HeadRepository {

  private static final HexFormat HEX = HexFormat.of();

  private static final String COLUMNS =
      """
      SELECT company_id, sequence, hash, seal, sealed_by FROM audit.heads WHERE company_id = :company
      """;

  private static final String LOCK = COLUMNS + "FOR UPDATE";

  private static final String BEGIN =
      """
      INSERT INTO audit.heads (company_id, sequence, hash) VALUES (:company, 0, :hash)
      ON CONFLICT DO NOTHING
      """;

  private static final String MOVE =
      """
      UPDATE audit.heads SET sequence = :sequence, hash = :hash, seal = :seal, sealed_by = :sealedBy
      WHERE company_id = :company
      """;

  private static final String COMPANIES =
      """
      SELECT company_id FROM audit.heads UNION SELECT DISTINCT company_id FROM audit.events
      ORDER BY company_id
      """;

  private static final String KEEP_VERIFICATION =
      """
      INSERT INTO audit.verifications VALUES (:company, :at, :sequence, :hash, :code, :message)
      ON CONFLICT (company_id) DO UPDATE SET verified_at = excluded.verified_at,
          sequence = excluded.sequence, hash = excluded.hash, fault_code = excluded.fault_code,
          fault_message = excluded.fault_message
      """;

  private static final String LAST_VERIFICATION =
      """
      SELECT * FROM audit.verifications WHERE company_id = :company
      """;

  private final JdbcClient jdbc;

  HeadRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The head, which nobody else moves until the transaction ends. */
  Head lock(String company) {
    return find(LOCK, company)
        .or(() -> {
          jdbc.sql(BEGIN).param("company", company).param("hash", new byte[32]).update();
          return find(LOCK, company);
        })
        .orElseThrow()
        .head();
  }

  Optional<Sealed> find(String company) {
    return find(COLUMNS, company);
  }

  private Optional<Sealed> find(String sql, String company) {
    return jdbc.sql(sql).param("company", company).query(HeadRepository::sealed).optional();
  }

  void move(Head head, byte[] seal, String sealedBy) {
    jdbc.sql(MOVE)
        .param("company", head.company())
        .param("sequence", head.sequence())
        .param("hash", HEX.parseHex(head.hash()))
        .param("seal", seal)
        .param("sealedBy", sealedBy)
        .update();
  }

  /** Every company that has a trail, or events that belong to one. */
  List<String> companies() {
    return jdbc.sql(COMPANIES).query((row, number) -> row.getString(1)).list();
  }

  void keep(Verification verification) {
    Verification.Fault fault = verification.fault();
    jdbc.sql(KEEP_VERIFICATION)
        .param("company", verification.company())
        .param("at", Times.parameter(verification.verifiedAt()))
        .param("sequence", verification.sequence())
        .param("hash", HEX.parseHex(verification.hash()))
        .param("code", fault == null ? null : fault.code())
        .param("message", fault == null ? null : fault.message())
        .update();
  }

  Optional<Verification> lastVerification(String company) {
    return jdbc.sql(LAST_VERIFICATION)
        .param("company", company)
        .query((row, number) -> verification(row))
        .optional();
  }

  private static Verification verification(ResultSet row) throws SQLException {
    String code = row.getString("fault_code");
    return new Verification(
        row.getString("company_id"),
        Times.read(row, "verified_at"),
        row.getLong("sequence"),
        HEX.formatHex(row.getBytes("hash")),
        code == null ? null : new Verification.Fault(code, row.getString("fault_message")));
  }

  private static Sealed sealed(ResultSet row, int number) throws SQLException {
    Head head =
        new Head(
            row.getString("company_id"),
            row.getLong("sequence"),
            HEX.formatHex(row.getBytes("hash")));
    byte[] seal = row.getBytes("seal");
    String sealedBy = row.getString("sealed_by");
    return new Sealed(head, seal == null ? new byte[0] : seal, sealedBy == null ? "" : sealedBy);
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared as a record.
  record Sealed(Head head, byte[] seal, String sealedBy) {}
}
