package dev.countersign.control.idempotency;

import dev.countersign.control.database.Times;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AnswerRepository {

  private static final String CLAIM =
      """
      INSERT INTO idempotency.answers (api_key_id, key, request_hash, created_at)
      VALUES (:apiKey, :key, :hash, :now)
      ON CONFLICT DO NOTHING
      """;

  private static final String KEEP =
      """
      UPDATE idempotency.answers SET sealed_answer = :sealed
      WHERE api_key_id = :apiKey AND key = :key
      """;

  private static final String GET =
      """
      SELECT request_hash, sealed_answer FROM idempotency.answers
      WHERE api_key_id = :apiKey AND key = :key
      """;

  private static final String FORGET =
      """
      DELETE FROM idempotency.answers WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM idempotency.answers WHERE created_at < :before
          LIMIT 100 FOR UPDATE SKIP LOCKED))
      """;

  private final JdbcClient jdbc;

  AnswerRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether the key is new; waits for a transaction that has just claimed it. */
  boolean claim(String apiKeyId, String key, byte[] requestHash, Instant now) {
    return jdbc.sql(CLAIM)
            .param("apiKey", apiKeyId)
            .param("key", key)
            .param("hash", requestHash)
            .param("now", Times.parameter(now))
            .update()
        == 1;
  }

  void keep(String apiKeyId, String key, byte[] sealedAnswer) {
    jdbc.sql(KEEP)
        .param("apiKey", apiKeyId)
        .param("key", key)
        .param("sealed", sealedAnswer)
        .update();
  }

  Answer get(String apiKeyId, String key) {
    return jdbc.sql(GET)
        .param("apiKey", apiKeyId)
        .param("key", key)
        .query((row, number) ->
            new Answer(row.getBytes("request_hash"), row.getBytes("sealed_answer")))
        .single();
  }

  /** A few at a time, whenever another is kept. */
  void forgetBefore(Instant before) {
    jdbc.sql(FORGET).param("before", Times.parameter(before)).update();
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared as a record.
  record Answer(byte[] requestHash, byte[] sealed) {}
}
