package dev.countersign.control.idempotency;

import dev.countersign.control.sealing.Sha256;
import dev.countersign.control.web.Created;
import dev.countersign.control.web.FieldError;
import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs creates, each in one transaction, and answers a repeat with the first answer.
 *
 * <p>The answer is stored in the transaction of the create: either both are there after a crash, or
 * neither is and the repeat creates. A second request with the same key waits for the first. What
 * was refused is not kept: a repeat is judged anew.
 */
@Component
public class Idempotency {

  /** A repeat later than this creates once more. */
  static final Duration KEPT = Duration.ofDays(1);

  private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

  private final AnswerRepository answers;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final InstantSource clock;

  Idempotency(
      AnswerRepository answers,
      TransactionTemplate transaction,
      JsonMapper json,
      InstantSource clock) {
    this.answers = answers;
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Creates, or answers again what the caller's earlier create with this key answered.
   *
   * @param key the request's {@code Idempotency-Key}; null where it has none
   * @param route what is created, so that a key cannot be taken for another route's
   * @param request the body
   */
  public <T> ResponseEntity<T> create(
      Asker asker,
      @Nullable String key,
      String route,
      Object request,
      Class<T> type,
      Supplier<Created<T>> work) {
    return inTransaction(() ->
            key == null ? work.get() : once(asker, checked(key), hash(route, request), type, work))
        .answer();
  }

  private <T> Created<T> inTransaction(Supplier<Created<T>> work) {
    Created<T> created = transaction.execute(status -> work.get());
    if (created == null) {
      throw new IllegalStateException("A create answered nothing");
    }
    return created;
  }

  private <T> Created<T> once(
      Asker asker, String key, byte[] hash, Class<T> type, Supplier<Created<T>> work) {
    Instant now = clock.instant();
    answers.forgetBefore(now.minus(KEPT));
    AnswerSeal seal = new AnswerSeal(asker.secretBytes(), asker.apiKeyId(), key);
    if (!answers.claim(asker.apiKeyId(), key, hash, now)) {
      return stored(answers.get(asker.apiKeyId(), key), hash, seal, type);
    }
    Created<T> created = work.get();
    answers.keep(asker.apiKeyId(), key, seal.seal(json.writeValueAsBytes(created)));
    return created;
  }

  private <T> Created<T> stored(
      AnswerRepository.Answer answer, byte[] hash, AnswerSeal seal, Class<T> type) {
    if (!MessageDigest.isEqual(answer.requestHash(), hash)) {
      throw new ProblemException(
          ProblemType.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key was sent before with another request. Take a new one.");
    }
    var created = json.getTypeFactory().constructParametricType(Created.class, type);
    return json.readValue(seal.open(answer.sealed()), created);
  }

  private static String checked(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new ProblemException(
          ProblemType.INVALID_FIELDS,
          "See errors for what to write instead.",
          List.of(
              new FieldError(
                  "Idempotency-Key", "malformed", "Send 1 to 255 printable ASCII characters.")));
    }
    return key;
  }

  private byte[] hash(String route, Object request) {
    return Sha256.of(
        (route + "\n").getBytes(StandardCharsets.UTF_8), json.writeValueAsBytes(request));
  }
}
