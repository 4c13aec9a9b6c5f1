package dev.countersign.control.accounts.login;

import java.time.Duration;

/** What can be tried too often, and what is too often. */
@SuppressWarnings("ImmutableEnumChecker") // Records of durations.
enum Tried {
  /** Mistyping costs nothing at first, guessing soon much. An office shares an address. */
  PASSWORD(
      new Limit(5, Duration.ofSeconds(2), Duration.ofMinutes(5)),
      new Limit(20, Duration.ofSeconds(1), Duration.ofMinutes(1)),
      new Limit(50, Duration.ofSeconds(1), Duration.ofMinutes(5))),

  /** Of somebody who is signed in: who found a browser open shall not guess on. */
  OWN_PASSWORD(
      new Limit(5, Duration.ofSeconds(2), Duration.ofMinutes(5)),
      new Limit(20, Duration.ofSeconds(1), Duration.ofMinutes(1)),
      new Limit(50, Duration.ofSeconds(1), Duration.ofMinutes(5))),
  /** Of whoever says that they forgot theirs: each time somebody's mailbox gets a mail. */
  FORGOTTEN_PASSWORD(
      new Limit(3, Duration.ofMinutes(1), Duration.ofMinutes(15)),
      new Limit(5, Duration.ofMinutes(1), Duration.ofMinutes(15)),
      new Limit(20, Duration.ofSeconds(5), Duration.ofMinutes(5)));

  /** One account at one place. */
  final Limit accountAtAddress;

  /** One account from anywhere, but from where its owner was before. */
  final Limit account;

  /** One place for any account, but those whose owners were there before. */
  final Limit address;

  Tried(Limit accountAtAddress, Limit account, Limit address) {
    this.accountAtAddress = accountAtAddress;
    this.account = account;
    this.address = address;
  }

  /**
   * How many attempts are free, and how long the next ones wait: twice as long each time.
   *
   * @param free how many need no wait
   */
  record Limit(int free, Duration first, Duration longest) {}
}
