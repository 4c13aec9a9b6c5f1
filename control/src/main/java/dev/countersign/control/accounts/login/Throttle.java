package dev.countersign.control.accounts.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows down whoever tries often. An attempt counts before it is made, so that many at once count
 * too; it is taken back when it went well. One that comes during a wait counts nothing and prolongs
 * nothing: whoever waits gets their turn, and nobody is locked out for good.
 */
@Component
class Throttle {

  /** How long a place is known as one where the account's owner signed in. */
  private static final Duration KNOWN = Duration.ofDays(90);

  private final AttemptRepository attempts;
  private final InstantSource clock;

  Throttle(AttemptRepository attempts, InstantSource clock) {
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * Counts an attempt, in a transaction of its own. Where the account's owner was before, what
   * others try does not count: neither elsewhere at this account, nor here at other accounts.
   *
   * @param what is tried: one thing does not use up another's attempts
   * @throws TooManyAttemptsException when it has to wait, and counts nothing
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void begin(Tried what, String account, String address) {
    Instant now = clock.instant();
    Subjects subjects = Subjects.of(what, account, address);
    List<Instant> waits = new ArrayList<>();
    boolean known = isKnown(subjects, now);
    attempts.count(subjects.accountAtAddress(), what.accountAtAddress, now).ifPresent(waits::add);
    if (!known) {
      attempts.count(subjects.account(), what.account, now).ifPresent(waits::add);
      attempts.count(subjects.address(), what.address, now).ifPresent(waits::add);
    }
    waits.stream()
        .max(Instant::compareTo)
        .ifPresent(free -> {
          throw new TooManyAttemptsException(Duration.between(now, free));
        });
  }

  /** Takes an attempt back that went well: the account's count begins anew. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void wentWell(Tried what, String account, String address) {
    Instant now = clock.instant();
    Subjects subjects = Subjects.of(what, account, address);
    if (!isKnown(subjects, now)) {
      // Where it was known, the address counted nothing: taking back would free others' guesses.
      attempts.takeBack(subjects.address(), now);
    }
    attempts.wentWell(subjects.accountAtAddress(), now);
    attempts.forget(subjects.account());
    attempts.tidy(now, now.minus(KNOWN));
  }

  private boolean isKnown(Subjects subjects, Instant now) {
    return attempts.wentWellSince(subjects.accountAtAddress(), now.minus(KNOWN));
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Subjects(byte[] accountAtAddress, byte[] account, byte[] address) {

    static Subjects of(Tried what, String account, String address) {
      String network = Network.of(address);
      return new Subjects(
          hash(what.name(), account, network),
          hash(what.name(), account, ""),
          hash(what.name(), "", network));
    }

    private static byte[] hash(String... parts) {
      try {
        return MessageDigest.getInstance("SHA-256")
            .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every JDK has SHA-256", e);
      }
    }
  }
}
