package dev.countersign.control.accounts.login;

import dev.countersign.control.database.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AttemptRepository {

  /** Attempts that nobody repeated for this long are forgotten. */
  private static final Duration MEMORY = Duration.ofHours(1);

  /** Counts one, unless a wait is on; the row's lock makes many at once come one after another. */
  private static final String COUNT =
      """
      INSERT INTO accounts.attempts AS a (subject, count, last_at, free_at)
      VALUES (:subject, 1, :now, :now)
      ON CONFLICT (subject) DO UPDATE SET
          count = CASE WHEN a.last_at < :forgotten THEN 1 ELSE a.count + 1 END,
          last_at = :now,
          free_at = CASE WHEN a.last_at < :forgotten OR a.count < :free THEN :now
              ELSE CAST(:now AS timestamptz) + interval '1 second'
                  * least(:longest, :first * power(2, least(a.count - :free, 30))) END
      WHERE a.free_at <= :now
      """;

  private static final String FREE_AT =
      "SELECT free_at FROM accounts.attempts WHERE subject = :subject";

  private static final String WENT_WELL_SINCE =
      """
      SELECT EXISTS (SELECT FROM accounts.attempts WHERE subject = :subject AND good_at > :since)
      """;

  private static final String WENT_WELL =
      """
      INSERT INTO accounts.attempts (subject, count, last_at, free_at, good_at)
      VALUES (:subject, 0, :now, :now, :now)
      ON CONFLICT (subject) DO UPDATE SET count = 0, last_at = :now, free_at = :now, good_at = :now
      """;

  private static final String TAKE_BACK =
      """
      UPDATE accounts.attempts SET count = greatest(count - 1, 0), free_at = :now
      WHERE subject = :subject
      """;

  private static final String FORGET = "DELETE FROM accounts.attempts WHERE subject = :subject";

  private static final String FORGET_OLDER =
      """
      DELETE FROM accounts.attempts
      WHERE last_at < :forgotten AND (good_at IS NULL OR good_at < :known)
      """;

  private final JdbcClient jdbc;

  AttemptRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Counts an attempt; answers when the next is free where this one has to wait. */
  Optional<Instant> count(byte[] subject, Tried.Limit limit, Instant now) {
    boolean counted =
        jdbc.sql(COUNT)
                .param("subject", subject)
                .param("now", Times.parameter(now))
                .param("forgotten", Times.parameter(now.minus(MEMORY)))
                .param("free", limit.free())
                .param("first", limit.first().toSeconds())
                .param("longest", limit.longest().toSeconds())
                .update()
            == 1;
    return counted
        ? Optional.empty()
        : Optional.of(
            jdbc.sql(FREE_AT)
                .param("subject", subject)
                .query((row, number) -> Times.read(row, "free_at"))
                .optional()
                .orElse(now));
  }

  boolean wentWellSince(byte[] subject, Instant since) {
    return jdbc.sql(WENT_WELL_SINCE)
        .param("subject", subject)
        .param("since", Times.parameter(since))
        .query(Boolean.class)
        .single();
  }

  void wentWell(byte[] subject, Instant now) {
    jdbc.sql(WENT_WELL).param("subject", subject).param("now", Times.parameter(now)).update();
  }

  void takeBack(byte[] subject, Instant now) {
    jdbc.sql(TAKE_BACK).param("subject", subject).param("now", Times.parameter(now)).update();
  }

  void forget(byte[] subject) {
    jdbc.sql(FORGET).param("subject", subject).update();
  }

  /** Makes room: what would begin anew, and is not known as a place where it went well. */
  void tidy(Instant now, Instant knownSince) {
    jdbc.sql(FORGET_OLDER)
        .param("forgotten", Times.parameter(now.minus(MEMORY)))
        .param("known", Times.parameter(knownSince))
        .update();
  }
}
