package dev.countersign.control.feed;

import dev.countersign.control.database.Times;
import dev.countersign.control.web.PageRequest;
import dev.countersign.pki.certificate.Certificate;
import dev.countersign.pki.certificate.Fingerprint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The gateways and their certificates, as PostgreSQL keeps them. */
class GatewayTable {

  private static final String INSERT =
      """
      INSERT INTO feed.gateway (id, name, in_process, enrolled_at)
      VALUES (:id, :name, :inProcess, :at)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name
      """;

  private static final String INSERT_CERTIFICATE =
      """
      INSERT INTO feed.gateway_certificate (fingerprint, gateway_id, serial, not_after, issued_at)
      VALUES (:fingerprint, :gateway, :serial, :notAfter, :at)
      """;

  private static final String DELETE_EXPIRED =
      "DELETE FROM feed.gateway_certificate WHERE gateway_id = :gateway AND not_after < :at";

  private static final String REMOVE =
      """
      UPDATE feed.gateway SET removed_at = :at
      WHERE id = :id AND removed_at IS NULL AND NOT in_process
      """;

  private static final String NAME = "SELECT name FROM feed.gateway WHERE id = :id";

  private static final String REGISTRY_CHANGED =
      """
      WITH changed AS (UPDATE feed.registry SET version = version + 1 RETURNING version)
      SELECT pg_notify('%s', '') FROM changed
      """
          .formatted(FeedTable.CHANNEL);

  private static final String CERTIFICATES =
      """
      SELECT c.fingerprint, c.gateway_id, c.not_after, g.removed_at IS NOT NULL AS removed
      FROM feed.gateway_certificate c JOIN feed.gateway g ON g.id = c.gateway_id
      """;

  private static final String CERTIFICATE = CERTIFICATES + " WHERE c.fingerprint = :fingerprint";

  private static final String SHOWN =
      """
      SELECT g.id, g.name, g.in_process, g.enrolled_at, g.revision, g.revision_since,
        g.last_seen_at, g.feed_id = r.feed_id::text AS same_feed, r.revision AS newest,
        (SELECT max(c.not_after) FROM feed.gateway_certificate c WHERE c.gateway_id = g.id)
          AS certificate_not_after,
        (SELECT min(s.committed_at) FROM feed.change_set s WHERE s.revision = g.revision + 1)
          AS behind_since
      FROM feed.gateway g CROSS JOIN feed.revision r
      WHERE g.removed_at IS NULL
      """;

  private static final String LIST =
      SHOWN
          + """
          AND (g.enrolled_at, g.id) < (:enrolledAt, :id)
          ORDER BY g.enrolled_at DESC, g.id DESC LIMIT :limit
          """;

  private static final String ONE = SHOWN + " AND g.id = :id";

  private final JdbcClient jdbc;

  GatewayTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(String id, String name, boolean inProcess, Instant at) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("name", name)
        .param("inProcess", inProcess)
        .param("at", Times.parameter(at))
        .update();
  }

  /** Lets this certificate read the feed as this gateway; those that are past their end go. */
  void insertCertificate(String gateway, Certificate certificate, Instant at) {
    jdbc.sql(DELETE_EXPIRED).param("gateway", gateway).param("at", Times.parameter(at)).update();
    jdbc.sql(INSERT_CERTIFICATE)
        .param("fingerprint", certificate.fingerprint().toString())
        .param("gateway", gateway)
        .param("serial", certificate.serial())
        .param("notAfter", Times.parameter(certificate.notAfter()))
        .param("at", Times.parameter(at))
        .update();
    registryChanged();
  }

  /** Whether there was such a gateway, not removed before and not in a control plane's process. */
  boolean remove(String id, Instant at) {
    boolean removed =
        jdbc.sql(REMOVE).param("id", id).param("at", Times.parameter(at)).update() == 1;
    if (removed) {
      registryChanged();
    }
    return removed;
  }

  Optional<GatewayRow> find(String id) {
    return jdbc.sql(ONE).param("id", id).query(GatewayRow::of).optional();
  }

  /** The name that people know it by. */
  String name(String id) {
    return jdbc.sql(NAME).param("id", id).query(String.class).single();
  }

  private void registryChanged() {
    jdbc.sql(REGISTRY_CHANGED).query().singleRow();
  }

  /** Whom every certificate belongs to. */
  List<GatewayCertificate> certificates() {
    return jdbc.sql(CERTIFICATES).query(GatewayTable::certificate).list();
  }

  /** Whom this certificate belongs to. */
  Optional<GatewayCertificate> certificate(Fingerprint fingerprint) {
    return jdbc.sql(CERTIFICATE)
        .param("fingerprint", fingerprint.toString())
        .query(GatewayTable::certificate)
        .optional();
  }

  /** One page, newest first. */
  List<GatewayRow> list(PageRequest page) {
    return jdbc.sql(LIST)
        .param("enrolledAt", Times.parameter(page.after().createdAt()))
        .param("id", page.after().id())
        .param("limit", page.rowsToRead())
        .query(GatewayRow::of)
        .list();
  }

  private static GatewayCertificate certificate(ResultSet row, int number) throws SQLException {
    return new GatewayCertificate(
        Fingerprint.parse(row.getString("fingerprint")),
        row.getString("gateway_id"),
        Times.read(row, "not_after"),
        row.getBoolean("removed"));
  }

  /** A certificate, and the gateway that it makes of its holder. */
  record GatewayCertificate(
      Fingerprint fingerprint, String gateway, Instant notAfter, boolean removed) {}
}
