package dev.countersign.control.accounts.people;

import java.util.Locale;

/** What a one-time link is good for, and nothing else. */
public enum LinkPurpose {
  /** Becoming the first company's administrator; about the company. */
  FIRST_ADMINISTRATOR,
  /** Setting a person's password, by a link of the operator's; about the person. */
  PASSWORD,
  /**
   * The same by a mail, for which anybody can ask: a newer one ends it, and never the operator's.
   */
  FORGOTTEN_PASSWORD,
  /** Joining a company; about the invitation. */
  INVITATION;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
