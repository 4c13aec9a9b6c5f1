package dev.countersign.control.accounts.people;

import java.time.Instant;

/**
 * A link that still works.
 *
 * @param about the id of what it is about, as its purpose says
 */
public record OneTimeLink(LinkPurpose purpose, String about, Instant expiresAt) {}
