package dev.countersign.control.accounts.login;

import dev.countersign.control.web.ProblemException;
import dev.countersign.control.web.ProblemType;
import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** It was tried too often. */
final class TooManyAttemptsException extends AuthenticationException {

  private static final long serialVersionUID = 1;

  private final long seconds;

  TooManyAttemptsException(Duration wait) {
    super("Too many attempts");
    this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /** How long to wait. */
  long seconds() {
    return seconds;
  }

  /** The same for a page that shows its form again. */
  ProblemException problem() {
    return new ProblemException(ProblemType.TOO_MANY_ATTEMPTS, advice());
  }

  /** What to tell who has to wait. */
  String advice() {
    return "Too many attempts. Try again in %d second%s."
        .formatted(seconds, seconds == 1 ? "" : "s");
  }
}
