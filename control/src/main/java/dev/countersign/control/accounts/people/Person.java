package dev.countersign.control.accounts.people;

import java.time.Instant;

/**
 * Somebody with an e-mail address.
 *
 * @param email in lower case
 * @param hasPassword whether they can sign in with one yet
 */
public record Person(
    String id, String email, String name, boolean hasPassword, Instant createdAt) {}
