package dev.countersign.control.accounts.login;

import dev.countersign.control.accounts.SignedIn;
import dev.countersign.control.accounts.people.People;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Asks somebody who is signed in for their password again, no more often than a login does. */
@Component
public class PasswordGuesses {

  private final Throttle throttle;
  private final People people;

  PasswordGuesses(Throttle throttle, People people) {
    this.throttle = throttle;
    this.people = people;
  }

  /**
   * Whether it is theirs; 429 where too many were not. Never in a transaction: an attempt counts
   * whatever becomes of that, so it takes another connection than the one that is held already.
   */
  public boolean isRight(SignedIn caller, @Nullable String password) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A password is asked for before the transaction begins");
    }
    if (password == null || password.isEmpty()) {
      return false;
    }
    try {
      throttle.begin(Tried.OWN_PASSWORD, caller.personId(), caller.address());
    } catch (TooManyAttemptsException e) {
      throw e.problem();
    }
    boolean right = people.isPassword(caller.personId(), password);
    if (right) {
      throttle.wentWell(Tried.OWN_PASSWORD, caller.personId(), caller.address());
    }
    return right;
  }
}
