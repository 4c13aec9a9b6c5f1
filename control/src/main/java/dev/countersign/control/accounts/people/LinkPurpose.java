package dev.countersign.control.accounts.people;

import java.util.Locale;

/** What a one-time link is good for, and nothing else. */
public enum LinkPurpose {
  /** Becoming the first company's administrator; about the company. */
  FIRST_ADMINISTRATOR,
  /** Setting a person's password; about the person. */
  PASSWORD,
  /** Joining a company; about the invitation. */
  INVITATION;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
