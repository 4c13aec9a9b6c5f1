package dev.countersign.control.mail;

import dev.countersign.control.database.Times;
import dev.countersign.control.web.PageRequest;
import dev.countersign.control.web.Sought;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MailRepository {

  private static final String INSERT =
      """
      INSERT INTO mail.mails (company_id, id, recipient, subject, text, state, next_attempt_at,
          created_at)
      VALUES (:company, :id, :to, :subject, :text, :state, :next, :createdAt)
      """;

  private static final String KEEP_LINK =
      """
      UPDATE mail.mails
      SET sealed_link = :link, link_at = :at, link_until = :until, link_about = :about
      WHERE company_id = :company AND id = :id
      """;

  /** Of any company: a delivery knows the mail alone. */
  private static final String QUEUED =
      """
      SELECT * FROM mail.mails WHERE id = :id AND state = 'queued'
      """;

  private static final String TRIED =
      """
      UPDATE mail.mails
      SET state = :state, attempts = attempts + 1, last_error = :error, last_attempt_at = :now,
          next_attempt_at = :next,
          sealed_link = CASE WHEN :state = 'queued' THEN sealed_link END
      WHERE company_id = :company AND id = :id
      """;

  private static final String PAGE =
      """
      SELECT * FROM mail.mails
      WHERE company_id = :company AND (created_at, id) < (:createdAt, :after)
          AND (CAST(:state AS text) IS NULL OR state = :state)
          AND (CAST(:q AS text) IS NULL
              OR strpos(lower(recipient || E'\\n' || subject), lower(:q)) > 0)
      ORDER BY created_at DESC, id DESC LIMIT :rows
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM mail.mails
      WHERE company_id = :company AND state = :state AND created_at >= :since
      """;

  private static final String FAILING =
      """
      SELECT count(*) AS number, min(next_attempt_at) AS next FROM mail.mails
      WHERE company_id = :company AND state = 'queued' AND attempts > 0
      """;

  private static final String ONE =
      """
      SELECT *, link_until > :now AND state = 'kept' AS link_of_use
      FROM mail.mails WHERE company_id = :company AND id = :id
      """;

  private static final String KEPT_ABOUT =
      """
      SELECT id FROM mail.mails
      WHERE company_id = :company AND link_about = :about AND state = 'kept'
      ORDER BY created_at DESC, id DESC LIMIT 1
      """;

  private static final String RESENDABLE =
      """
      company_id = :company AND id = :id AND state IN ('given_up', 'kept')
          AND (link_until IS NULL OR (sealed_link IS NOT NULL AND link_until > :now))
      """;

  private static final String IS_RESENDABLE =
      "SELECT EXISTS (SELECT FROM mail.mails WHERE " + RESENDABLE + ")";

  private static final String QUEUE_AGAIN =
      """
      UPDATE mail.mails SET state = 'queued', attempts = 0, last_error = NULL, next_attempt_at = :now
      WHERE
      """
          + RESENDABLE;

  private static final String FORGET_LINKS =
      """
      UPDATE mail.mails SET sealed_link = NULL WHERE sealed_link IS NOT NULL AND link_until <= :now
      """;

  private static final String FORGET =
      """
      DELETE FROM mail.mails WHERE created_at < :before
      """;

  private final JdbcClient jdbc;
  private final LinkSeal seal;

  MailRepository(JdbcClient jdbc, LinkSeal seal) {
    this.jdbc = jdbc;
    this.seal = seal;
  }

  void insert(Mail mail) {
    jdbc.sql(INSERT)
        .param("company", mail.companyId())
        .param("id", mail.id())
        .param("to", mail.to())
        .param("subject", mail.subject())
        .param("text", mail.text())
        .param("state", mail.state().text())
        .param("next", Times.optionalParameter(mail.nextAttemptAt()))
        .param("createdAt", Times.parameter(mail.createdAt()))
        .update();
  }

  /** Keeps the link, or where it was. */
  void keepLink(Mail mail, SecretLink link, int at, boolean ofUse) {
    jdbc.sql(KEEP_LINK)
        .param("company", mail.companyId())
        .param("id", mail.id())
        .param("link", ofUse ? seal.seal(mail.id(), link.url()) : null)
        .param("at", at)
        .param("until", Times.parameter(link.until()))
        .param("about", link.about())
        .update();
  }

  /** One row more than asked for where there is a next page. */
  List<Mail> page(
      String companyId, @Nullable String q, @Nullable MailState state, PageRequest page) {
    return jdbc.sql(PAGE)
        .param("company", companyId)
        .param("createdAt", Times.parameter(page.after().createdAt()))
        .param("after", page.after().id())
        .param("state", state == null ? null : state.text())
        .param("q", Sought.text(q))
        .param("rows", page.rowsToRead())
        .query((row, number) -> read(row, row.getString("text")))
        .list();
  }

  long count(String companyId, MailState state, Instant since) {
    return jdbc.sql(COUNT)
        .param("company", companyId)
        .param("state", state.text())
        .param("since", Times.parameter(since))
        .query(Long.class)
        .single();
  }

  Failing failing(String companyId) {
    return jdbc.sql(FAILING)
        .param("company", companyId)
        .query((row, number) -> new Failing(row.getLong("number"), Times.readOptional(row, "next")))
        .single();
  }

  Optional<Mail> find(String companyId, String id, Predicate<String> couldMake, Instant now) {
    return jdbc.sql(ONE)
        .param("company", companyId)
        .param("id", id)
        .param("now", Times.parameter(now))
        .query((row, number) -> shown(row, couldMake))
        .optional();
  }

  private Mail shown(ResultSet row, Predicate<String> couldMake) throws SQLException {
    if (row.getString("link_until") == null) {
      return read(row, row.getString("text"));
    }
    byte[] sealed = row.getBytes("sealed_link");
    String about = row.getString("link_about");
    boolean visible =
        sealed != null && about != null && row.getBoolean("link_of_use") && couldMake.test(about);
    String url = visible ? seal.open(row.getString("id"), sealed) : null;
    return read(
        row, withLink(row, url == null ? "(a link for the recipient alone)" : url), link(row, url));
  }

  Optional<String> keptAbout(String companyId, String about) {
    return jdbc.sql(KEPT_ABOUT)
        .param("company", companyId)
        .param("about", about)
        .query(String.class)
        .optional();
  }

  boolean isResendable(String companyId, String id, Instant now) {
    return jdbc.sql(IS_RESENDABLE)
        .param("company", companyId)
        .param("id", id)
        .param("now", Times.parameter(now))
        .query(Boolean.class)
        .single();
  }

  /** Whether it could be. */
  boolean queueAgain(String companyId, String id, Instant now) {
    return jdbc.sql(QUEUE_AGAIN)
            .param("company", companyId)
            .param("id", id)
            .param("now", Times.parameter(now))
            .update()
        == 1;
  }

  /** Secret links that open nothing any more, and mails from before this. */
  void forget(Instant now, Instant before) {
    jdbc.sql(FORGET_LINKS).param("now", Times.parameter(now)).update();
    jdbc.sql(FORGET).param("before", Times.parameter(before)).update();
  }

  /** The mail as it is to be sent, its link in place; nothing where it was dealt with. */
  Optional<Mail> findQueued(String id) {
    return jdbc.sql(QUEUED).param("id", id).query((row, number) -> whole(row)).optional();
  }

  void tried(
      Mail mail,
      MailState state,
      @Nullable String error,
      Instant now,
      @Nullable Instant nextAttempt) {
    jdbc.sql(TRIED)
        .param("company", mail.companyId())
        .param("id", mail.id())
        .param("state", state.text())
        .param("error", error)
        .param("now", Times.parameter(now))
        .param("next", Times.optionalParameter(nextAttempt))
        .update();
  }

  private Mail whole(ResultSet row) throws SQLException {
    byte[] sealed = row.getBytes("sealed_link");
    return read(
        row,
        sealed == null
            ? row.getString("text")
            : withLink(row, seal.open(row.getString("id"), sealed)));
  }

  private static String withLink(ResultSet row, String link) throws SQLException {
    String text = row.getString("text");
    int at = row.getInt("link_at");
    return text.substring(0, at) + link + text.substring(at);
  }

  private static Mail read(ResultSet row, String text) throws SQLException {
    return read(row, text, link(row, null));
  }

  private static Mail read(ResultSet row, String text, @Nullable MailLink link)
      throws SQLException {
    return new Mail(
        row.getString("company_id"),
        row.getString("id"),
        row.getString("recipient"),
        row.getString("subject"),
        text,
        MailState.parse(row.getString("state")),
        row.getInt("attempts"),
        row.getString("last_error"),
        Times.readOptional(row, "last_attempt_at"),
        Times.readOptional(row, "next_attempt_at"),
        Times.read(row, "created_at"),
        link);
  }

  private static @Nullable MailLink link(ResultSet row, @Nullable String url) throws SQLException {
    Instant until = Times.readOptional(row, "link_until");
    return until == null ? null : new MailLink(until, row.getString("link_about"), url);
  }
}
